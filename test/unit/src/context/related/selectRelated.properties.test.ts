// What holds for whatever is selected: the budget, nothing of the current file, the same again, plain text.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Grammars } from '../../../../../src/context/grammars.ts';
import type { RelatedCandidate } from '../../../../../src/context/related/relatedCode.ts';
import { candidate, loadGrammars, select } from './relatedFiles.ts';

const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
/** Pieces that make definitions, uses, imports and trouble. */
const line = fc.constantFrom(
  'export function alphaOne(first: Beta, second: string): Gamma {',
  'export class Beta extends Gamma {',
  '  deltaTwo(value: Beta): void { return value.deltaTwo(); }',
  '  readonly 名前: string = "👋👋👋👋";',
  'interface Gamma { epsilon: number; /* 👋 */ }',
  'import { alphaOne, Gamma } from "./f0";',
  '  const result = alphaOne(beta, gamma.deltaTwo, "\ud83d");',
  'export const zeta = (theta: Beta): Gamma => { return theta; };',
  'export type Iota = { kappa: Beta } | Gamma; // 👋',
  '}',
  '});',
  '',
  '\t\t',
  '`',
  '/*',
);
const source = fc.tuple(fc.array(line, { maxLength: 60 }), lineEnd).map(([lines, end]) => lines.join(end));
const files = fc.array(
  fc.record({ name: fc.constantFrom('f0', 'f1', 'f2', 'current'), text: source, lastVisit: fc.nat(5) }),
  { maxLength: 6 },
);
const rules = fc.record({
  maxCharacters: fc.integer({ min: -1, max: 1_500 }),
  maxSnippets: fc.integer({ min: 0, max: 5 }),
  maxDefinitionCharacters: fc.integer({ min: 0, max: 500 }),
  minSimilarity: fc.double({ min: 0, max: 0.5, noNaN: true }),
});
const halfPair = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const currentMark = 'onlyInCurrent';

describe('whatever related code is selected', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = await loadGrammars('typescript');
  });
  after(() => grammars.dispose());

  it('it fits, is of other files, stays the same, and is whole plain text', () => {
    let selected = 0;
    fc.assert(
      fc.property(
        source,
        fc.double({ min: 0, max: 1.1, noNaN: true }),
        files,
        rules,
        (text, at, all, limits) => {
          const request = {
            path: 'src/current.ts',
            languageId: 'typescript',
            text: text.replaceAll('alphaOne(', `alphaOne(${currentMark}, `),
            offset: Math.round(at * text.length),
          };
          const candidates: RelatedCandidate[] = all.map(({ name, text: own, lastVisit }) =>
            candidate(`src/${name}.ts`, name === 'current' ? request.text : own, lastVisit),
          );
          const found = select(grammars, request, candidates, limits);

          const characters = found.reduce((sum, snippet) => sum + snippet.text.length, 0);
          assert.ok(characters <= Math.max(limits.maxCharacters, 0), `${characters} characters`);
          assert.ok(found.length <= limits.maxSnippets);
          assert.deepEqual(select(grammars, request, candidates, limits), found);
          selected += found.length;
          for (const snippet of found) {
            assert.notEqual(snippet.path, request.path);
            assert.ok(!snippet.text.includes(currentMark));
            assert.ok(!snippet.text.includes('\r'));
            // The texts' own half of a pair stands alone in quotes.
            assert.doesNotMatch(snippet.text.replaceAll('"\ud83d"', ''), halfPair);
            assert.equal(snippet.text, snippet.text.trimEnd());
            assert.notEqual(snippet.text, '');
            if (snippet.kind === 'definition') {
              assert.ok(snippet.text.length <= limits.maxDefinitionCharacters);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
    assert.ok(selected > 0, 'the texts never led to anything');
  });

  it('the order of the candidates makes no difference', () => {
    fc.assert(
      fc.property(source, fc.uniqueArray(source, { maxLength: 4 }), (text, texts) => {
        const request = { path: 'src/current.ts', languageId: 'typescript', text, offset: text.length };
        const candidates = texts.map((own, index) => candidate(`src/f${index}.ts`, own, index));
        assert.deepEqual(
          select(grammars, request, candidates.toReversed()),
          select(grammars, request, candidates),
        );
      }),
      { numRuns: 50 },
    );
  });
});

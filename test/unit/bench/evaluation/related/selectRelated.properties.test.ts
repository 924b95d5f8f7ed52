// What holds for whatever is selected: the budget, nothing of the current file, the same again, plain text.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { RelatedCandidate } from '../../../../../bench/evaluation/related/relatedCode.ts';
import type { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { candidate, loadGrammars, select } from './relatedFiles.ts';

const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const definition = fc.constantFrom(
  'export function alphaOne(first: Beta, second: string): Gamma {\n  return beta.deltaTwo(first);\n}',
  'export class Beta extends Gamma {\n  deltaTwo(value: Beta): void {}\n  readonly 名前: string = "👋👋👋👋";\n  other = "\ud83d";\n}',
  'export interface Gamma {\n  epsilon: number; /* 👋 */\n  readonly result: Beta;\n}',
  'export const zeta = (theta: Beta): Gamma => {\n\n  const result = alphaOne(theta, gamma.epsilon);\n  return result;\n};',
  'export type Iota =\n  | { kappa: Beta }\n  | Gamma; // 👋\n\n\t\t\n',
  'enum Lambda { One, Two }',
);
const use = fc.constantFrom(
  '  const result = alphaOne(beta, gamma.deltaTwo, "\ud83d");',
  '  for (const theta of zeta(epsilon).result) beta.deltaTwo(theta); // 👋',
  'function mu(value: Beta, other: Iota): Gamma {',
  '  return alphaOne(theta, gamma.epsilon, Lambda.One);',
);
const trouble = fc.constantFrom('}', '});', '', '\t\t', '`', '/*', '"\ud83d"', '👋', 'class {{');
const imports = `import { alphaOne, zeta, Beta } from './f0';`;

function lines(...pieces: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(fc.oneof(...pieces), { minLength: 1, maxLength: 25 }), lineEnd)
    .map(([parts, end]) => parts.join('\n').replaceAll('\n', end));
}

const foreignText = lines(definition, definition, definition, use, trouble);
const currentText = lines(use, use, use, trouble).map((text) => `${imports}\n${text}`);
const files = fc.array(
  fc.record({ name: fc.constantFrom('f0', 'f1', 'f2', 'current'), text: foreignText, lastVisit: fc.nat(5) }),
  { maxLength: 6 },
);
const rules = fc.record({
  maxCharacters: fc.integer({ min: -1, max: 1_500 }),
  maxSnippets: fc.integer({ min: 0, max: 5 }),
  maxDefinitionCharacters: fc.integer({ min: 0, max: 500 }),
  minSimilarity: fc.constantFrom(0, 0.05, 0.2, 0.5),
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
        currentText,
        fc.integer({ min: 0, max: 110 }),
        files,
        rules,
        (text, percent, all, limits) => {
          const request = {
            path: 'src/current.ts',
            languageId: 'typescript',
            text: text.replaceAll('alphaOne(', `alphaOne(${currentMark}, `),
            offset: Math.round((percent / 100) * text.length),
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
    assert.ok(selected > 10, `only ${selected} snippets of all texts`);
  });

  it('the order of the candidates makes no difference', () => {
    fc.assert(
      fc.property(currentText, fc.uniqueArray(foreignText, { maxLength: 4 }), (text, texts) => {
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

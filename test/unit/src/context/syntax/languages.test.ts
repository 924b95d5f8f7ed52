// Every row of the table: names that its grammar knows, and sane scopes of whatever a half-typed file looks like.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { Language } from 'web-tree-sitter';
import type { TextRange } from '../../../../../src/base/ranges.ts';
import { ScopeContext } from '../../../../../src/context/scopeContext.ts';
import { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { languageRow, scopeLanguages } from '../../../../../src/context/syntax/languages.ts';
import { scopesNear } from '../../../../../src/context/syntax/scopes.ts';
import { EditedDocument } from '../editedDocument.ts';
import { readGrammarFile } from '../grammarFiles.ts';
import { sourceOf } from '../scopeMarks.ts';

const goldenFolder = new URL('golden/', import.meta.url);

/** Long enough that a parse looks at the clock many times. */
const longCharacters = 40_000;
/** In looks at the clock, which this test's clock counts. */
const deadlineLooks = 3;
const enoughLooks = 1e6;

const hostile = [
  '',
  '\n',
  '([{\n'.repeat(3000),
  '{\n'.repeat(900),
  '\u{1f44b}'.repeat(3000),
  '"\'`\n'.repeat(2000),
  '/*'.repeat(3000),
  '<<EOF\n'.repeat(500),
  '}])\n'.repeat(2000),
];

function sampleOf(languageId: string): string {
  const sources = readdirSync(goldenFolder)
    .filter((file) => file.startsWith(`${languageId}.`))
    .map((file) => sourceOf(readFileSync(new URL(file, goldenFolder), 'utf8')));
  return sources.join('\n');
}

/** Half-typed: a piece is missing, and something that opens and does not close stands in its place. */
interface Breakage {
  /** From 0 to 1. */
  readonly place: number;
  readonly removedLength: number;
  readonly inserted: string;
}

const breakage: fc.Arbitrary<Breakage> = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  removedLength: fc.nat({ max: 400 }),
  inserted: fc.constantFrom(
    '',
    '{',
    '(',
    '[',
    '"',
    "'",
    '`',
    '/*',
    '//',
    '#',
    '<<EOF\n',
    '"""',
    '\n',
    'if ',
    '.',
  ),
});

function broken(text: string, { place, removedLength, inserted }: Breakage): string {
  const startOffset = Math.floor(place * text.length);
  return text.slice(0, startOffset) + inserted + text.slice(startOffset + removedLength);
}

function assertInside(inner: TextRange, outer: TextRange): void {
  assert.ok(inner.startOffset >= outer.startOffset && inner.endOffset <= outer.endOffset);
  assert.ok(inner.startOffset <= inner.endOffset);
}

describe('languages', () => {
  let looks = 0;
  const grammars = new Grammars(readGrammarFile, () => looks++);
  before(async () => {
    for (const languageId of scopeLanguages) await grammars.prepare(languageId);
  });
  after(() => grammars.dispose());

  function parse(languageId: string, text: string, deadlineLooksLeft: number) {
    looks = 0;
    const grammar = grammars.get(languageId);
    assert.ok(grammar);
    return { grammar, tree: grammar.parse(text, undefined, deadlineLooksLeft) };
  }

  for (const languageId of scopeLanguages) {
    it(`names nodes that the grammar of ${languageId} has`, async () => {
      const row = languageRow(languageId);
      assert.ok(row);
      const { types } = await Language.load(await readGrammarFile(row.grammarFile));
      const named = Object.values(row.nodeTypes).flatMap((set: ReadonlySet<string>) => [...set]);
      assert.deepEqual(
        named.filter((type) => !types.includes(type)),
        [],
      );
    });

    it(`keeps statements inside their scopes and apart, in half-typed ${languageId}`, () => {
      const sample = sampleOf(languageId);
      const share = fc.double({ min: 0, max: 1, noNaN: true });
      const property = fc.property(fc.array(breakage, { maxLength: 4 }), share, share, (breakages, a, b) => {
        const text = breakages.reduce(broken, sample);
        const { grammar, tree } = parse(languageId, text, enoughLooks);
        assert.ok(tree);
        const scopes = scopesNear(tree, grammar.scopeQuery, {
          startOffset: Math.floor(Math.min(a, b) * text.length),
          endOffset: Math.floor(Math.max(a, b) * text.length),
        });
        for (const scope of scopes) {
          assertInside(scope, { startOffset: 0, endOffset: text.length });
          for (const [index, statement] of scope.statements.entries()) {
            assertInside(statement, scope);
            assert.ok(statement.startOffset >= (scope.statements[index - 1]?.endOffset ?? 0));
          }
        }
        tree.delete();
      });
      fc.assert(property, { numRuns: 60 });
    });

    it(`survives what nobody writes in ${languageId}`, async () => {
      const context = new ScopeContext(readGrammarFile, () => 0);
      await context.prepare(languageId);
      const opening = languageId === 'php' ? '<?php\n' : '';
      for (const [index, rest] of hostile.entries()) {
        const text = opening + rest;
        const document = new EditedDocument(context, languageId, text, `file:///${index}`);
        const middle = Math.floor(text.length / 2);
        document.windowAt(middle, { beforeCharacters: 200, afterCharacters: 100 });
        context.kindAt(document.snapshot, middle);
        context.syntaxErrors(document.snapshot, { startOffset: middle, removedLength: 1, insertedText: '{' });
      }
      context.dispose();
    });

    it(`stops at the deadline in half-typed ${languageId}`, () => {
      const sample = sampleOf(languageId);
      const long = sample.repeat(Math.ceil(longCharacters / sample.length));
      assert.equal(parse(languageId, long, deadlineLooks).tree, undefined);
      const property = fc.property(fc.array(breakage, { minLength: 1, maxLength: 8 }), (breakages) => {
        parse(languageId, breakages.reduce(broken, long), deadlineLooks).tree?.delete();
        // One look before the parse, and one that finds the time over.
        assert.ok(looks <= deadlineLooks + 2, `${looks} looks`);
      });
      fc.assert(property, { numRuns: 10 });
    });
  }
});

// Incremental trees: equal to fresh ones after any edits, within their deadline, and only of texts worth it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import type { TextChange } from '../../../../../src/base/textChanges.ts';
import { applyChange } from '../../../../../src/base/textChanges.ts';
import { type Grammar, Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { isParsable, SyntaxTree } from '../../../../../src/context/syntax/syntaxTree.ts';
import { readGrammarFile } from '../grammarFiles.ts';
import { sourceOf } from '../scopeMarks.ts';
import { dumpTree } from '../treeDump.ts';

const samples = {
  typescript: 'typescript.declarations',
  typescriptreact: 'typescriptreact.component',
  javascript: 'javascript.module',
  python: 'python.module',
};

const fragments = [
  '',
  'a',
  '{',
  '}',
  '(',
  ')',
  '"',
  '`',
  '/*',
  '*/',
  '//',
  '#',
  ':',
  '👋',
  'שלום',
  '\n',
  '\r\n',
  '\t',
  'x = 1\n',
  'if (x) {\n',
  'def f():\n    return\n',
  '<b>',
];

const edits = fc.array(
  fc.record({
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    removedLength: fc.nat({ max: 8 }),
    insertedText: fc.constantFrom(...fragments),
  }),
  { minLength: 1, maxLength: 10 },
);

function sampleOf(name: string): string {
  return sourceOf(readFileSync(new URL(`golden/${name}.txt`, import.meta.url), 'utf8'));
}

function assertAsFresh(syntax: SyntaxTree, grammar: Grammar, text: string): void {
  const tree = syntax.parse(text, 1e9);
  const fresh = grammar.parse(text, undefined, 1e9);
  assert.ok(tree && fresh);
  // Among errors, the parser may recover differently from what it had before.
  if (!fresh.rootNode.hasError) assert.equal(dumpTree(tree), dumpTree(fresh));
  assert.equal(tree.rootNode.endIndex, fresh.rootNode.endIndex);
  fresh.delete();
}

describe('SyntaxTree', () => {
  let clockMs = 0;
  const grammars = new Grammars(readGrammarFile, () => clockMs++);
  before(async () => {
    for (const languageId of Object.keys(samples)) await grammars.prepare(languageId);
  });
  after(() => grammars.dispose());

  function grammarOf(languageId: string): Grammar {
    const grammar = grammars.get(languageId);
    assert.ok(grammar);
    return grammar;
  }

  for (const [languageId, sample] of Object.entries(samples)) {
    it(`equals a fresh parse after random edits and their undoing, in ${languageId}`, () => {
      const grammar = grammarOf(languageId);
      const original = sampleOf(sample);
      fc.assert(
        fc.property(edits, (planned) => {
          const syntax = new SyntaxTree(grammar);
          let text = original;
          syntax.parse(text, 1e9);
          const undoing: TextChange[] = [];
          const apply = (change: TextChange) => {
            syntax.edit(text, change);
            text = applyChange(text, change);
            assertAsFresh(syntax, grammar, text);
          };
          for (const { place, removedLength, insertedText } of planned) {
            const startOffset = Math.floor(place * text.length);
            const removed = text.slice(startOffset, startOffset + removedLength);
            undoing.push({ startOffset, removedLength: insertedText.length, insertedText: removed });
            apply({ startOffset, removedLength: removed.length, insertedText });
          }
          for (const change of undoing.toReversed()) apply(change);
          assert.equal(text, original);
          syntax.dispose();
        }),
        { numRuns: 40 },
      );
    });
  }

  it('tells what a change would give, and stays what it is', () => {
    const grammar = grammarOf('typescript');
    const text = sampleOf(samples.typescript);
    const syntax = new SyntaxTree(grammar);
    const before = syntax.parse(text, 1e9);
    assert.ok(before);
    const dumped = dumpTree(before);
    const property = fc.property(edits, (planned) => {
      for (const { place, removedLength, insertedText } of planned) {
        const startOffset = Math.floor(place * (text.length - removedLength));
        const change = { startOffset, removedLength, insertedText };
        const changed = syntax.parseChanged(text, change, 1e9);
        const fresh = grammar.parse(applyChange(text, change), undefined, 1e9);
        assert.ok(changed && fresh);
        if (!fresh.rootNode.hasError) assert.equal(dumpTree(changed), dumpTree(fresh));
        changed.delete();
        fresh.delete();
      }
      assert.equal(syntax.parse(text, 1e9), before);
      assert.equal(dumpTree(before), dumped);
    });
    fc.assert(property, { numRuns: 20 });
    syntax.dispose();
  });

  it('tells of no change before it has parsed, or since an edit', () => {
    const syntax = new SyntaxTree(grammarOf('typescript'));
    const change = { startOffset: 0, removedLength: 0, insertedText: 'b;' };
    assert.equal(syntax.parseChanged('a;', change, 1e9), undefined);
    syntax.parse('a;', 1e9);
    syntax.parseChanged('a;', change, 1e9)?.delete();
    syntax.edit('a;', change);
    assert.equal(syntax.parseChanged('b;a;', change, 1e9), undefined);
    syntax.dispose();
  });

  it('follows several edits before it parses again', () => {
    const grammar = grammarOf('python');
    const syntax = new SyntaxTree(grammar);
    let text = 'def f():\n    return 1\n\ny = 2\n';
    syntax.parse(text, 1e9);
    for (const insertedText of ['x', ' ', '=', ' ', '3', '\n']) {
      const change = { startOffset: text.indexOf('y'), removedLength: 0, insertedText };
      syntax.edit(text, change);
      text = applyChange(text, change);
    }
    assertAsFresh(syntax, grammar, text);
    syntax.dispose();
  });

  it('gives up at its deadline, and goes on where it stopped when asked again', () => {
    const grammar = grammarOf('typescript');
    const syntax = new SyntaxTree(grammar);
    const text = 'export function f(a: number) { return [a, { b: a + 1 }]; }\n'.repeat(2000);
    let calls = 1;
    // The clock of this test advances by one each time the parser looks at it.
    while (syntax.parse(text, 100) === undefined) calls++;
    assert.ok(calls > 2, `${calls} calls`);
    assertAsFresh(syntax, grammar, text);
    syntax.dispose();
  });

  it('is not misled by an interrupted parse of another text', () => {
    const grammar = grammarOf('typescript');
    const interrupted = new SyntaxTree(grammar);
    assert.equal(interrupted.parse('const a = [1, 2, 3];\n'.repeat(3000), 5), undefined);
    const other = new SyntaxTree(grammar);
    assertAsFresh(other, grammar, 'const b = 1;\n');
    interrupted.dispose();
    other.dispose();
  });

  const parsable: readonly (readonly [string, string, boolean])[] = [
    ['an empty text', '', true],
    ['20,000 lines', 'const a = 1;\n'.repeat(20_000), true],
    ['more than a million characters', 'const a = 1;\n'.repeat(80_000), false],
    ['a minified line', `a();\n${'f();'.repeat(6000)}\nb();\n`, false],
    ['a minified line at the end', `a();\n${'f();'.repeat(6000)}`, false],
    ['brackets that nobody nests as deep', `${'([{'.repeat(300)}${'}])'.repeat(300)}`, true],
    ['more open brackets than the parser can take', '([{\n'.repeat(3000), false],
    ['many brackets one after another', 'f([{}]);\n'.repeat(5000), true],
    ['binary data', 'PK\u0003\u0004\0\0', false],
  ];
  for (const [name, text, expected] of parsable) {
    it(`${expected ? 'parses' : 'does not parse'} ${name}`, () => {
      assert.equal(isParsable(text), expected);
      const syntax = new SyntaxTree(grammarOf('typescript'));
      assert.equal(syntax.parse(text, 1e9) !== undefined, expected);
      syntax.dispose();
    });
  }
});

// Counting errors: none in sound trees, each once in broken ones, and only where one looks.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import * as fc from 'fast-check';
import { type Node, type Tree, TreeCursor } from 'web-tree-sitter';
import type { TextRange } from '../../../../../src/base/ranges.ts';
import { errorNodeCount } from '../../../../../src/context/syntax/errorNodes.ts';
import { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { typeScriptModule } from '../editedDocument.ts';
import { readGrammarFile } from '../grammarFiles.ts';

const counts: readonly (readonly [string, string, number])[] = [
  ['typescript', typeScriptModule(3), 0],
  ['typescript', '', 0],
  ['typescript', 'f(a;', 1],
  ['typescript', 'f(a;\ng(b;\n', 2],
  ['typescript', 'function f() {\n  a(;\n}\nclass {\n', 2],
  ['python', 'def f(:\n    return 1\n', 1],
  ['python', 'x = (1\n', 1],
  ['go', 'package a\n\nfunc f() {\n\tif x {\n}\n', 1],
  ['css', 'a { color: red', 1],
];

function countOneByOne(node: Node, { startOffset, endOffset }: TextRange): number {
  if (node.startIndex > endOffset || node.endIndex < startOffset) return 0;
  const own = node.isError || node.isMissing ? 1 : 0;
  return node.children.reduce((sum, child) => sum + countOneByOne(child, { startOffset, endOffset }), own);
}

describe('errorNodeCount', () => {
  const grammars = new Grammars(readGrammarFile, () => 0);
  before(async () => {
    for (const languageId of new Set(counts.map(([id]) => id))) await grammars.prepare(languageId);
  });
  after(() => grammars.dispose());
  afterEach(() => mock.restoreAll());

  function withTree(languageId: string, text: string, look: (tree: Tree) => void): void {
    const tree = grammars.get(languageId)?.parse(text, undefined, 1);
    assert.ok(tree);
    look(tree);
    tree.delete();
  }

  for (const [languageId, text, expected] of counts) {
    it(`is ${expected} in ${JSON.stringify(text.slice(0, 40))} in ${languageId}`, () => {
      withTree(languageId, text, (tree) => assert.equal(errorNodeCount(tree), expected));
    });
  }

  it('counts only what touches the range', () => {
    const text = 'f(a;\ng(b);\nh(c;\n';
    withTree('typescript', text, (tree) => {
      assert.equal(errorNodeCount(tree), 2);
      assert.equal(errorNodeCount(tree, { startOffset: 0, endOffset: 4 }), 1);
      assert.equal(errorNodeCount(tree, { startOffset: 6, endOffset: 10 }), 0);
      assert.equal(errorNodeCount(tree, { startOffset: 11, endOffset: 16 }), 1);
    });
  });

  it('looks at no node of a sound tree, and at few of a broken one', () => {
    const enter = mock.method(TreeCursor.prototype, 'gotoFirstChild');
    withTree('typescript', typeScriptModule(200), (tree) => errorNodeCount(tree));
    assert.equal(enter.mock.callCount(), 0);
    withTree('typescript', `${typeScriptModule(200)}f(a;`, (tree) => assert.equal(errorNodeCount(tree), 1));
    assert.ok(enter.mock.callCount() < 8, `${enter.mock.callCount()} nodes entered`);
  });

  it('takes deeply nested errors', () => {
    withTree('typescript', '([{'.repeat(5000), (tree) => assert.ok(errorNodeCount(tree) > 0));
  });

  it('counts what a look at every node finds', () => {
    const piece = fc.constantFrom('f(', ')', '{', '}', 'a', ';', '\n', '"', 'if ', 'class A ', '=', ' 1 ');
    const texts = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    const places = fc.tuple(fc.nat({ max: 80 }), fc.nat({ max: 80 }));
    const property = fc.property(texts, places, (text, [a, b]) => {
      const range = { startOffset: Math.min(a, b), endOffset: Math.max(a, b) };
      withTree('typescript', text, (tree) => {
        assert.equal(errorNodeCount(tree, range), countOneByOne(tree.rootNode, range));
      });
    });
    fc.assert(property, { numRuns: 300 });
  });
});

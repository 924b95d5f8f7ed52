// What a context source tells of a document's syntax: the kind of text at a place, and what a change would break.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Parser, Tree } from 'web-tree-sitter';
import { ScopeContext } from '../../../../src/context/scopeContext.ts';
import type { SyntaxErrorCounts } from '../../../../src/context/window/contextWindow.ts';
import { EditedDocument, typeScriptModule } from './editedDocument.ts';
import { readGrammarFile } from './grammarFiles.ts';
import { SteppingClock } from './steppingClock.ts';
import { withCursor } from './windowNotation.ts';

interface ChangeCase {
  readonly languageId: string;
  /** The replaced range in `⟦…⟧`. */
  readonly drawn: string;
  readonly insertedText: string;
  readonly expected: SyntaxErrorCounts | 'unknown';
}

const changes: readonly ChangeCase[] = [
  {
    languageId: 'typescript',
    drawn: 'f(⟦⟧);\n',
    insertedText: 'a, [1, 2]',
    expected: { current: 0, replaced: 0 },
  },
  {
    languageId: 'typescript',
    drawn: 'f(⟦⟧);\n',
    insertedText: 'a, [1, 2',
    expected: { current: 0, replaced: 1 },
  },
  {
    languageId: 'typescript',
    drawn: 'const a = ⟦⟧\nconst b = 2;\n',
    insertedText: '1;',
    expected: { current: 1, replaced: 0 },
  },
  {
    languageId: 'typescript',
    drawn: 'g(;\nconst a = f(⟦b))⟧;\n',
    insertedText: 'c)',
    expected: { current: 2, replaced: 1 },
  },
  {
    languageId: 'python',
    drawn: 'def f():\n    ⟦⟧\n\ndef g():\n    return 1\n',
    insertedText: 'return [\n        1,\n    ]',
    expected: { current: 0, replaced: 0 },
  },
  {
    languageId: 'python',
    drawn: 'x = 1\ny = f(⟦⟧)\n',
    insertedText: "'a",
    expected: { current: 0, replaced: 1 },
  },
  {
    languageId: 'rust',
    drawn: 'fn a() {\n    let b = ⟦⟧;\n}\n',
    insertedText: 'c.iter().map(|d| d)',
    expected: { current: 1, replaced: 0 },
  },
  { languageId: 'plaintext', drawn: 'a ⟦b⟧ c', insertedText: 'd', expected: 'unknown' },
  { languageId: 'go', drawn: 'package a⟦⟧\n', insertedText: '\n', expected: 'unknown' },
  { languageId: 'typescript', drawn: 'a⟦⟧;', insertedText: '\0', expected: 'unknown' },
];

function splitAt(drawn: string) {
  const startOffset = drawn.indexOf('⟦');
  const text = drawn.replace(/[⟦⟧]/g, '');
  return { text, startOffset, removedLength: drawn.indexOf('⟧') - startOffset - 1 };
}

describe('questions about syntax', () => {
  let context: ScopeContext;
  let clock: SteppingClock;
  beforeEach(async () => {
    clock = new SteppingClock();
    context = new ScopeContext(readGrammarFile, clock.now);
    for (const languageId of ['typescript', 'python', 'rust']) await context.prepare(languageId);
  });
  afterEach(() => {
    mock.restoreAll();
    context.dispose();
  });

  for (const { languageId, drawn, insertedText, expected } of changes) {
    it(`are answered for ${JSON.stringify(insertedText)} in ${JSON.stringify(drawn)} (${languageId})`, () => {
      const { text, startOffset, removedLength } = splitAt(drawn);
      const document = new EditedDocument(context, languageId, text);
      const change = { startOffset, removedLength, insertedText };
      assert.deepEqual(context.syntaxErrors(document.snapshot, change), expected);
    });
  }

  it('are answered with a kind that follows the edits, told or not', () => {
    const place = withCursor('f(█);\n');
    const document = new EditedDocument(context, 'typescript', place.text);
    const kinds = () => [0, 1, 2].map((more) => context.kindAt(document.snapshot, place.offset + more));
    assert.deepEqual(kinds(), ['code', 'code', 'code']);
    document.replace(place.offset, 0, '"a"');
    assert.deepEqual(kinds(), ['code', 'string', 'string']);
    document.replaceUntold(0, 0, '// ');
    assert.deepEqual(kinds(), ['comment', 'comment', 'comment']);
  });

  it('have no answer for a language that is unknown or not loaded, or outside of the text', () => {
    for (const languageId of ['plaintext', 'go']) {
      const document = new EditedDocument(context, languageId, 'package a\n');
      assert.equal(context.kindAt(document.snapshot, 3), 'unknown');
    }
    const { snapshot } = new EditedDocument(context, 'typescript', 'a;');
    const beyond = { startOffset: 1, removedLength: 5, insertedText: 'b' };
    assert.equal(context.syntaxErrors(snapshot, beyond), 'unknown');
    for (const offset of [-1, 0, 2, 3]) assert.equal(context.kindAt(snapshot, offset), 'code');
  });

  it('have no answer when time runs out, and later do', () => {
    const document = new EditedDocument(context, 'typescript', typeScriptModule(2000));
    const change = { startOffset: 90_000, removedLength: 0, insertedText: 'x' };
    clock.stepMs = 11;
    assert.equal(context.kindAt(document.snapshot, 90_000), 'unknown');
    assert.equal(context.syntaxErrors(document.snapshot, change), 'unknown');
    clock.stepMs = 0;
    context.parseAhead(document.snapshot);
    clock.stepMs = 11;
    assert.notEqual(context.kindAt(document.snapshot, 90_000), 'unknown');
    assert.equal(context.syntaxErrors(document.snapshot, change), 'unknown');
    assert.notEqual(context.kindAt(document.snapshot, 90_000), 'unknown');
    clock.stepMs = 0;
    assert.notEqual(context.syntaxErrors(document.snapshot, change), 'unknown');
  });

  it('leave the tree as it is, and nothing behind', () => {
    const parse = mock.method(Parser.prototype, 'parse');
    const copy = mock.method(Tree.prototype, 'copy');
    const free = mock.method(Tree.prototype, 'delete');
    const document = new EditedDocument(context, 'typescript', typeScriptModule(20));
    const budget = { beforeCharacters: 400, afterCharacters: 200 };
    const offset = document.text.indexOf('if (value');
    const window = document.windowAt(offset, budget);
    for (const insertedText of ['x', '\n\n', '}', '/*', '`']) {
      context.syntaxErrors(document.snapshot, { startOffset: offset, removedLength: 30, insertedText });
      assert.deepEqual(document.windowAt(offset, budget), window);
      assert.equal(context.kindAt(document.snapshot, offset), 'code');
    }
    assert.equal(parse.mock.callCount(), 6);
    assert.equal(copy.mock.callCount(), 5);
    assert.equal(free.mock.callCount(), 10);
  });
});

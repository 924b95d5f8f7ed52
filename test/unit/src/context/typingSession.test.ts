// Windows over whole sessions: while someone types, the start and the text after the cursor stay.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Parser } from 'web-tree-sitter';
import { ScopeContext } from '../../../../src/context/scopeContext.ts';
import type { ContextWindow, WindowBudget } from '../../../../src/context/window/contextWindow.ts';
import { EditedDocument, typeScriptModule } from './editedDocument.ts';
import { readGrammarFile } from './grammarFiles.ts';

const budget: WindowBudget = { beforeCharacters: 1800, afterCharacters: 600 };
const typed = typeScriptModule(40).slice(0, 5000);
/** A window is moved to at most its budget, and moves again at one and a half of it. */
const mostMoves = Math.ceil(typed.length / (budget.beforeCharacters / 2));

/** Types into the middle of a module; gives the window before the first key and after each. */
function typeInto(document: EditedDocument, type: (offset: number, key: string) => void) {
  const start = document.text.indexOf('export function sumOfPart20(');
  const windows: ContextWindow[] = [document.windowAt(start, budget)];
  for (const [index, key] of typed.split('').entries()) {
    type(start + index, key);
    windows.push(document.windowAt(start + index + 1, budget));
  }
  return windows;
}

function assertSteady(windows: readonly ContextWindow[]): void {
  let moves = 0;
  for (const [index, window] of windows.entries()) {
    const previous = windows[index - 1];
    if (previous === undefined) continue;
    const key = typed[index - 1] ?? '';
    if (window.startOffset !== previous.startOffset) moves++;
    else assert.equal(window.before, previous.before + key);
    assert.equal(window.after, previous.after);
  }
  assert.ok(moves >= 1 && moves <= mostMoves, `${moves} moves`);
}

describe('a typing session', () => {
  let context: ScopeContext;
  beforeEach(async () => {
    context = new ScopeContext(readGrammarFile, () => 0);
    for (const languageId of ['typescript', 'python']) await context.prepare(languageId);
  });
  afterEach(() => {
    mock.restoreAll();
    context.dispose();
  });

  for (const languageId of ['typescript', 'python', 'plaintext']) {
    it(`moves its window rarely, in ${languageId}`, () => {
      const document = new EditedDocument(context, languageId, typeScriptModule(40));
      assertSteady(typeInto(document, (offset, key) => document.replace(offset, 0, key)));
    });
  }

  it('does so without being told of the edits', () => {
    const document = new EditedDocument(context, 'typescript', typeScriptModule(40));
    assertSteady(typeInto(document, (offset, key) => document.replaceUntold(offset, 0, key)));
  });

  it('does so when told of edits twice, or of wrong ones', () => {
    const document = new EditedDocument(context, 'typescript', typeScriptModule(40));
    const windows = typeInto(document, (offset, key) => {
      document.replace(offset, 0, key);
      context.change(document.uri, [{ startOffset: offset, removedLength: 0, insertedText: key }]);
      context.change(document.uri, [{ startOffset: 1e9, removedLength: 5, insertedText: key }]);
    });
    assertSteady(windows);
  });

  it('parses only when a window moves', () => {
    const parse = mock.method(Parser.prototype, 'parse');
    const document = new EditedDocument(context, 'typescript', typeScriptModule(40));
    typeInto(document, (offset, key) => document.replace(offset, 0, key));
    assert.ok(parse.mock.callCount() <= mostMoves + 1, `${parse.mock.callCount()} parses`);
  });

  it('keeps the window for jumps nearby, there and back', () => {
    const document = new EditedDocument(context, 'typescript', typeScriptModule(40));
    const offset = document.text.indexOf('export function sumOfPart20(');
    const first = document.windowAt(offset, budget);
    for (const distance of [-700, 250, -300, 400, 0]) {
      const there = document.windowAt(offset + distance, budget);
      assert.equal(there.startOffset, first.startOffset);
    }
    assert.equal(document.windowAt(offset, budget).startOffset, first.startOffset);
  });

  it('keeps the same text when lines are added above the window, as an added import does', () => {
    const document = new EditedDocument(context, 'typescript', typeScriptModule(40));
    const offset = document.text.indexOf('export function sumOfPart20(');
    const first = document.windowAt(offset, budget);
    const added = "import { readFile } from 'node:fs/promises';\n";
    document.replace(0, 0, added);
    const second = document.windowAt(offset + added.length, budget);
    assert.deepEqual([second.before, second.after], [first.before, first.after]);
    assert.equal(second.startOffset, first.startOffset + added.length);
  });

  it('keeps the start through deleting and retyping', () => {
    const document = new EditedDocument(context, 'typescript', typeScriptModule(40));
    const offset = document.text.indexOf('export function sumOfPart20(');
    const first = document.windowAt(offset, budget);
    document.replace(offset - 300, 300, '');
    assert.equal(document.windowAt(offset - 300, budget).startOffset, first.startOffset);
    document.replace(offset - 300, 0, 'x'.repeat(500));
    assert.equal(document.windowAt(offset + 200, budget).startOffset, first.startOffset);
  });

  it('keeps the windows of several documents apart', () => {
    const one = new EditedDocument(context, 'typescript', typeScriptModule(40), 'file:///one.ts');
    const other = new EditedDocument(context, 'typescript', typeScriptModule(60), 'file:///other.ts');
    const first = one.windowAt(4000, budget);
    other.windowAt(12_000, budget);
    assert.deepEqual(one.windowAt(4000, budget), first);
  });

  it('chooses anew after a whole document was replaced', () => {
    const document = new EditedDocument(context, 'typescript', typeScriptModule(40));
    document.windowAt(6000, budget);
    document.replace(0, document.text.length, 'const a = 1;\n');
    const { before, after } = document.windowAt(5, budget);
    assert.deepEqual([before, after], ['const', ' a = 1;\n']);
  });
});

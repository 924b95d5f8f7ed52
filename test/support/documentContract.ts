// What pending changes expect of a document, the same for the one in memory and for VS Code's, in and out of VS Code.
import assert from 'node:assert/strict';
import { applyChange, type TextChange } from '../../src/base/textChanges.ts';
import type { EditableDocument } from '../../src/rewrite/pending/pendingDocument.ts';

export interface DocumentUnderTest {
  readonly document: EditableDocument;
  /** A person types, now: what is told of it comes later. */
  readonly type: (change: TextChange) => Promise<void> | void;
  readonly undo: () => Promise<void> | void;
  /** Lets all arrive that is under way. */
  readonly settle: () => Promise<void>;
  /** Awaits something of the document's, while time passes. */
  readonly during: <Result>(promise: Promise<Result>) => Promise<Result>;
  readonly makeReadOnly: () => Promise<void> | void;
  readonly close: () => Promise<void> | void;
}

const start = 'const first = 1;\nconst second = 2;\nconst third = 3;\n';
const step = { before: true, after: true };
const at = (startOffset: number, removedLength: number, insertedText: string): TextChange => ({
  startOffset,
  removedLength,
  insertedText,
});
const second = at(start.indexOf('second'), 'second'.length, 'zwei');
const typedAbove = at(0, 0, '// x\n');

export function describeDocument(
  name: string,
  isOnScreen: boolean,
  open: (text: string) => Promise<DocumentUnderTest> | DocumentUnderTest,
): void {
  describe(name, () => {
    it('takes an edit of the text that it holds', async () => {
      const { document, during } = await open(start);
      assert.equal(await during(document.edit({ text: start, changes: [second], undo: step })), true);
      assert.equal(document.text(), start.replace('second', 'zwei'));
    });

    it('takes several changes, from the end to the start, as one step for undo', async () => {
      const { document, during, undo, settle } = await open(start);
      const third = at(start.indexOf('third'), 'third'.length, 'drei');
      await during(document.edit({ text: start, changes: [third, second], undo: step }));
      assert.equal(document.text(), [third, second].reduce(applyChange, start));
      await undo();
      await settle();
      assert.equal(document.text(), start);
    });

    it(`${isOnScreen ? 'joins edits to one step' : 'has a step for each edit'} for undo`, async () => {
      const { document, during, undo, settle } = await open(start);
      await during(document.edit({ text: start, changes: [second], undo: { before: true, after: false } }));
      const text = document.text();
      await during(document.edit({ text, changes: [at(0, 5, 'let')], undo: { before: false, after: true } }));
      await undo();
      await settle();
      // Without an editor VS Code has no way to say that edits belong together.
      assert.equal(document.text(), isOnScreen ? start : text);
    });

    it('refuses an edit of a text that it no longer holds', async () => {
      const { document, during, type, settle } = await open(start);
      await type(typedAbove);
      await settle();
      assert.equal(await during(document.edit({ text: start, changes: [second], undo: step })), false);
      assert.equal(document.text(), typedAbove.insertedText + start);
    });

    for (const [when, isBefore] of [
      ['just before an edit is sent', true],
      ['while an edit is on its way', false],
    ] as const) {
      it(`puts an edit where it belongs or refuses it when someone types ${when}`, async () => {
        const { document, during, type, settle } = await open(start);
        const send = () => document.edit({ text: start, changes: [second], undo: step });
        const typing = isBefore ? type(typedAbove) : undefined;
        const editing = send();
        const typingAfter = isBefore ? undefined : type(typedAbove);
        const isDone = await during(editing);
        await Promise.all([typing, typingAfter]);
        await settle();
        const edited = isDone ? start.replace('second', 'zwei') : start;
        assert.equal(document.text(), typedAbove.insertedText + edited);
      });
    }

    it('refuses edits when it is read-only', async () => {
      const { document, during, makeReadOnly } = await open(start);
      await makeReadOnly();
      assert.equal(await during(document.edit({ text: start, changes: [second], undo: step })), false);
      assert.equal(document.text(), start);
    });

    it('refuses edits when it is closed', async () => {
      const { document, during, close, settle } = await open(start);
      await close();
      await settle();
      assert.equal(await during(document.edit({ text: start, changes: [second], undo: step })), false);
    });

    it('is edited or refuses when its editor is closed while the edit is on its way', async () => {
      const { document, during, close, settle } = await open(start);
      const editing = document.edit({ text: start, changes: [second], undo: step });
      const closing = close();
      const isDone = await during(editing);
      await closing;
      await settle();
      assert.equal(typeof isDone, 'boolean');
    });
  });
}

// What is said of pending changes, by the cursor's place.
import assert from 'node:assert/strict';
import { pendingView } from '../../../../../src/rewrite/shown/pendingView.ts';
import { plainTranslate } from '../../../../support/plainTranslate.ts';

const text = 'one\ntwo\nthree\nfour\n';
const hunks = [
  { id: 1, startOffset: 4, endOffset: 14, original: '2\n' },
  { id: 2, startOffset: 19, endOffset: 19, original: '5\n6\n' },
];

describe('pendingView', () => {
  for (const [cursorOffset, shown, said] of [
    [0, '$(diff) 2', '2 changes by Hearth are waiting for your decision.'],
    [6, '$(diff) 1/2', 'Change 1 of 2. Lines added: 2, removed: 1.'],
    [19, '$(diff) 2/2', 'Change 2 of 2. Lines added: 0, removed: 2.'],
  ] as const) {
    it(`says ${JSON.stringify(said)} at ${cursorOffset}`, () => {
      const view = pendingView({ text, hunks, isWriting: false, cursorOffset }, plainTranslate);
      assert.deepEqual(view, { text: shown, label: said });
    });
  }

  it('says nothing where nothing is pending, and that something comes while it is written', () => {
    const nothing = { text, hunks: [], cursorOffset: 0 };
    assert.equal(pendingView({ ...nothing, isWriting: false }, plainTranslate), undefined);
    assert.match(pendingView({ ...nothing, isWriting: true }, plainTranslate)?.label ?? '', /is writing.*0/);
  });

  it('counts one change as one', () => {
    const one = pendingView(
      { text, hunks: hunks.slice(1), isWriting: false, cursorOffset: 0 },
      plainTranslate,
    );
    assert.equal(one?.label, '1 change by Hearth is waiting for your decision.');
  });
});

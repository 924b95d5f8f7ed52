// When the lane looks, and into which documents it never does.
import assert from 'node:assert/strict';
import { applyChange } from '../../../../../src/base/textChanges.ts';
import type { DocumentSnapshot } from '../../../../../src/context/window/contextWindow.ts';
import { maxCharacters, RepeatLane } from '../../../../../src/nextEdits/repeat/repeatLane.ts';
import type { Proposal } from '../../../../../src/nextEdits/sites/proposeSeries.ts';
import { ManualTime } from '../../../../support/manualTime.ts';
import { StatedPrivacy } from '../../../../support/statedPrivacy.ts';

const uri = 'file:///a.lua';
const text = 'oldName(1)\noldName(2)\noldName(3)\n';

class Window {
  readonly time = new ManualTime();
  readonly privacy = new StatedPrivacy();
  readonly rests: (Proposal | undefined)[] = [];
  document: DocumentSnapshot | undefined = { uri, languageId: 'lua', version: 1, text };
  looks = 0;
  readonly lane = new RepeatLane({
    syntax: {
      prepare: () => Promise.resolve(),
      factsIn: () => {
        this.looks++;
        return undefined;
      },
    },
    privacy: this.privacy,
    setTimer: this.time.setTimer,
    now: this.time.now,
    current: () => this.document,
    onRest: (_, proposal) => this.rests.push(proposal),
  });

  /** Renames the nth use. */
  rename(count: number): void {
    const startOffset = (count - 1) * 11;
    const change = { startOffset, removedLength: 7, insertedText: 'newName' };
    if (this.document !== undefined)
      this.document = { ...this.document, text: applyChange(this.document.text, change) };
    this.lane.change(uri, [change]);
  }
}

describe('RepeatLane', () => {
  it('looks once when the keys rest, not before', async () => {
    const window = new Window();
    await window.lane.visit();
    window.rename(1);
    await window.time.pass(1000);
    window.rename(2);
    await window.time.pass(300);
    assert.equal(window.rests.length, 1);
    await window.time.pass(1000);
    assert.equal(window.rests.length, 2);
    assert.deepEqual(
      window.rests[1]?.sites.map(({ startOffset }) => startOffset),
      [22],
    );
    assert.equal(window.time.pending, 0);
  });

  it('never looks into a document that may not be read', async () => {
    const window = new Window();
    window.privacy.refusals.set(uri, 'ignoredFile');
    await window.lane.visit();
    window.rename(1);
    window.rename(2);
    await window.time.pass(1000);
    assert.deepEqual([window.rests.length, window.looks], [0, 0]);
  });

  it('does not look before the rules are known', async () => {
    const window = new Window();
    let known = () => {};
    window.privacy.refusals.set(uri, 'rulesNotRead');
    window.privacy.read = () =>
      new Promise((resolve) => {
        known = resolve;
      });
    const visiting = window.lane.visit();
    window.rename(1);
    await window.time.pass(1000);
    assert.equal(window.looks, 0);
    window.privacy.refusals.clear();
    known();
    await visiting;
    window.rename(2);
    await window.time.pass(1000);
    // The first edit was made before anything was known: one alone repeats nothing.
    assert.deepEqual(window.rests, [undefined]);
  });

  it('proposes nothing in documents that are too large', async () => {
    const window = new Window();
    window.document = { uri, languageId: 'lua', version: 1, text: text + ' '.repeat(maxCharacters) };
    await window.lane.visit();
    window.rename(1);
    window.rename(2);
    await window.time.pass(1000);
    assert.equal(window.looks, 0);
  });

  it('is silent about a rule for the whole session once told so', async () => {
    const window = new Window();
    await window.lane.visit();
    window.rename(1);
    await window.time.pass(1000);
    window.rename(2);
    await window.time.pass(1000);
    const key = window.rests.at(-1)?.rule.key ?? '';
    window.lane.silence(key);
    window.rename(2);
    await window.time.pass(1000);
    assert.equal(window.rests.at(-1), undefined);
  });

  it('takes neither an undo nor what was accepted for an edit', async () => {
    const window = new Window();
    await window.lane.visit();
    window.rename(1);
    await window.time.pass(1000);
    window.document = { uri, languageId: 'lua', version: 3, text: text.replaceAll('oldName', 'newName') };
    window.lane.changeUnwritten(uri, 'lua', () => window.document?.text ?? '');
    await window.time.pass(1000);
    assert.equal(window.rests.length, 1);
  });
});

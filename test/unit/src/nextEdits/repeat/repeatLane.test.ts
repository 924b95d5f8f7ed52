// When the lane looks, and into which documents it never does.
import assert from 'node:assert/strict';
import { applyChange } from '../../../../../src/base/textChanges.ts';
import type { NodeFacts } from '../../../../../src/context/syntax/nodeFacts.ts';
import type { DocumentSnapshot } from '../../../../../src/context/window/contextWindow.ts';
import { maxCharacters, RepeatLane } from '../../../../../src/nextEdits/repeat/repeatLane.ts';
import type { Proposal } from '../../../../../src/nextEdits/sites/proposeSeries.ts';
import { ManualTime } from '../../../../support/manualTime.ts';
import { StatedPrivacy } from '../../../../support/statedPrivacy.ts';

const uri = 'file:///a.lua';
const text = 'oldName(1)\noldName(2)\noldName(3)\n';

const facts: NodeFacts = {
  kind: 'code',
  type: 'identifier',
  parentType: 'call',
  declaration: undefined,
};

class Window {
  readonly time = new ManualTime();
  readonly privacy = new StatedPrivacy();
  readonly rests: (Proposal | undefined)[] = [];
  document: DocumentSnapshot | undefined = { uri, languageId: 'lua', version: 1, text };
  looks = 0;
  isLate = false;
  /** How many looks find no tree yet, of a language that has a grammar. */
  looksWithoutTree = 0;
  hasGrammar = false;
  /** How long asking for the tree takes, and each of the searched places. */
  slowness = { treeMs: 0, placeMs: 0 };
  private spentMs = 0;
  readonly lane = new RepeatLane({
    syntax: {
      prepare: () => Promise.resolve(),
      hasGrammar: () => this.hasGrammar,
      factsIn: () => {
        this.looks++;
        this.spentMs += this.slowness.treeMs;
        return this.looks <= this.looksWithoutTree ? undefined : () => facts;
      },
    },
    privacy: this.privacy,
    usesOf: () => undefined,
    setTimer: this.time.setTimer,
    now: () => {
      this.spentMs += this.slowness.placeMs;
      return this.time.now() + this.spentMs;
    },
    current: () => this.document,
    onRest: (_, found) => {
      this.isLate = found === 'tookTooLong';
      this.rests.push(found === 'tookTooLong' ? undefined : found);
    },
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
    // What was typed while the rules were read counts: a window's first file is edited at once.
    assert.deepEqual(
      window.rests.map((proposal) => proposal?.sites.map(({ startOffset }) => startOffset)),
      [[22]],
    );
  });

  it('forgets what was typed before the rules were known to hide the document', async () => {
    const window = new Window();
    let known = () => {};
    window.privacy.refusals.set(uri, 'rulesNotRead');
    window.privacy.read = () =>
      new Promise((resolve) => {
        known = resolve;
      });
    const visiting = window.lane.visit();
    window.rename(1);
    window.privacy.refusals.set(uri, 'ignoredFile');
    known();
    await visiting;
    window.privacy.refusals.clear();
    window.rename(2);
    await window.time.pass(3000);
    assert.deepEqual(
      window.rests.filter((proposal) => proposal !== undefined),
      [],
    );
  });

  it('looks again when the tree of a document was not there yet', async () => {
    const window = new Window();
    window.hasGrammar = true;
    window.looksWithoutTree = 2;
    await window.lane.visit();
    window.rename(1);
    window.rename(2);
    await window.time.pass(3000);
    assert.equal(window.looks, 3);
    assert.equal(window.rests.at(-1)?.sites.length, 1);
    assert.equal(window.time.pending, 0);
  });

  it('looks again, with more time, when it ran out of it, and gives up after that', async () => {
    for (const [placeMs, expected] of [
      [13, 1],
      [1000, undefined],
    ] as const) {
      const window = new Window();
      await window.lane.visit();
      window.rename(1);
      await window.time.pass(3000);
      window.slowness = { treeMs: 100, placeMs };
      window.rename(2);
      await window.time.pass(3000);
      assert.equal(window.rests.at(-1)?.sites.length, expected);
      assert.ok(window.looks > 2);
      assert.equal(window.isLate, expected === undefined);
      assert.equal(window.time.pending, 0);
    }
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

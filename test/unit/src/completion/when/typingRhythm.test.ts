// How long a request waits, by typing and engine.
import assert from 'node:assert/strict';
import type { TextChange } from '../../../../../src/base/textChanges.ts';
import {
  type DelaySituation,
  decideDelayMs,
  TypingRhythm,
} from '../../../../../src/completion/when/typingRhythm.ts';

describe('decideDelayMs', () => {
  const slowEngine: DelaySituation = {
    gapMs: 150,
    sinceKeyMs: 0,
    neededMs: 600,
    isRunStart: false,
    isAtLineStart: false,
    isAfterAcceptance: false,
    maxMs: 200,
    savesPower: false,
  };
  for (const [name, change, expected] of [
    ['an engine slower than the typing: until the next key is due', {}, 150],
    ['part of that has passed already', { sinceKeyMs: 40 }, 110],
    ['all of it has', { sinceKeyMs: 400 }, 0],
    ['never longer than the setting says', { maxMs: 50 }, 50],
    ['the setting forbids it', { maxMs: 0 }, 0],
    ['an answer that begins before the next key', { neededMs: 149 }, 0],
    ['an anchored cache: one token', { neededMs: 21 }, 0],
    ['nothing is measured yet', { neededMs: 0 }, 0],
    ['a fast engine on a battery: until the next key is due', { neededMs: 21, savesPower: true }, 150],
    ['on a battery after a pause', { isRunStart: true, savesPower: true }, 0],
    ['at a line start', { isAtLineStart: true }, 0],
    ['after an acceptance', { isAfterAcceptance: true }, 0],
    ['after a pause', { isRunStart: true }, 0],
    ['fast typing', { gapMs: 60 }, 60],
  ] as const) {
    it(`${name}: ${expected}`, () => assert.equal(decideDelayMs({ ...slowEngine, ...change }), expected));
  }
});

describe('TypingRhythm', () => {
  const key: TextChange = { startOffset: 0, removedLength: 0, insertedText: 'a' };
  function typed(gapsMs: readonly number[], change = key) {
    let nowMs = 5000;
    const rhythm = new TypingRhythm(() => nowMs);
    rhythm.change([change]);
    for (const gapMs of gapsMs) {
      nowMs += gapMs;
      rhythm.change([change]);
    }
    nowMs += 7;
    return rhythm;
  }

  for (const [name, gapsMs, expected] of [
    ['nothing typed', [], 200],
    ['too few keys', [100, 100], 200],
    ['the median', [100, 120, 140, 900, 110], 120],
    ['pauses are no gaps', [100, 4000, 100, 2000, 100], 100],
    ['fingers of a machine', [1, 1, 1, 1], 60],
    ['someone who looks for each key', [900, 900, 900], 400],
    [
      'the last twelve',
      [...Array.from({ length: 20 }, () => 300), ...Array.from({ length: 12 }, () => 100)],
      100,
    ],
  ] as const) {
    it(`${name}: ${expected}`, () => assert.equal(typed(gapsMs).state.gapMs, expected));
  }

  it('knows how long the last key is past, and where runs begin', () => {
    assert.deepEqual(
      [typed([]), typed([100]), typed([100, 1001]), typed([1001, 100])].map(({ state }) => [
        state.isRunStart,
        state.sinceKeyMs,
      ]),
      [
        [true, 7],
        [false, 7],
        [true, 7],
        [false, 7],
      ],
    );
  });

  for (const [name, change, isKey] of [
    ['a letter', {}, true],
    ['a bracket and its closer', { insertedText: '()' }, true],
    ['Enter and its indentation', { insertedText: '\r\n        ' }, true],
    ['a deletion', { insertedText: '', removedLength: 1 }, true],
    ['an accepted suggestion', { insertedText: 'total;' }, false],
    ['a cut line', { insertedText: '', removedLength: 30 }, false],
  ] as const) {
    it(`${name} is ${isKey ? 'a' : 'no'} key`, () => {
      const { state } = typed([100], { ...key, ...change });
      assert.equal(state.isRunStart, !isKey);
    });
  }

  it('a change at several places is no key', () => {
    const rhythm = typed([100]);
    rhythm.change([key, { ...key, startOffset: 9 }]);
    assert.equal(rhythm.state.isRunStart, true);
  });

  it('takes the median of the last answers', () => {
    const rhythm = typed([]);
    assert.equal(rhythm.state.neededMs, 0);
    for (const firstTokenMs of [800, 20, 25, 30, 22]) rhythm.answered(firstTokenMs);
    assert.equal(rhythm.state.neededMs, 25);
    for (let count = 0; count < 8; count++) rhythm.answered(400);
    assert.equal(rhythm.state.neededMs, 400);
  });
});

// When somebody is taken to wait.
import assert from 'node:assert/strict';
import { Patience, patienceMs, type WaitingPlace } from '../../../../../src/completion/when/patience.ts';
import { ManualTime } from '../../../../support/manualTime.ts';

describe('patienceMs', () => {
  const rhythm = { gapMs: 200, sinceKeyMs: 0, neededMs: 0, isRunStart: false };
  for (const [name, state, expected] of [
    ['somebody who types as most do', {}, 700],
    ['a fast typist', { gapMs: 60 }, 500],
    ['a slow typist', { gapMs: 400 }, 1200],
    ['what has passed since the key counts', { sinceKeyMs: 300 }, 400],
    ['never in the past', { sinceKeyMs: 9000 }, 0],
  ] as const) {
    it(name, () => assert.equal(patienceMs({ ...rhythm, ...state }), expected));
  }
});

describe('Patience', () => {
  function waiting() {
    const time = new ManualTime();
    const looked: WaitingPlace[] = [];
    const patience = new Patience({ setTimer: time.setTimer, lookAgain: (place) => looked.push(place) });
    return { time, looked, patience };
  }
  const place = { uri: 'file:///a.ts', offset: 5 };

  it('looks again once', async () => {
    const { time, looked, patience } = waiting();
    patience.wait(place, 700);
    await time.pass(699);
    assert.deepEqual(looked, []);
    await time.pass(5000);
    assert.deepEqual(looked, [place]);
  });

  it('only at the last place', async () => {
    const { time, looked, patience } = waiting();
    patience.wait(place, 700);
    patience.wait({ ...place, offset: 6 }, 700);
    await time.pass(700);
    assert.deepEqual(looked, [{ ...place, offset: 6 }]);
  });

  it('not after it was stopped', async () => {
    const { time, looked, patience } = waiting();
    patience.wait(place, 700);
    patience.stop();
    await time.pass(700);
    assert.deepEqual(looked, []);
  });
});

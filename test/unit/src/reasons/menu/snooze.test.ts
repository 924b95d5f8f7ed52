// Suggestions off for some minutes.
import assert from 'node:assert/strict';
import { Snooze } from '../../../../../src/reasons/menu/snooze.ts';
import { ManualTime } from '../../../../support/manualTime.ts';

describe('Snooze', () => {
  let time: ManualTime;
  let snooze: Snooze;
  let changes: number;

  beforeEach(() => {
    time = new ManualTime();
    snooze = new Snooze(time.now, time.setTimer);
    changes = 0;
    snooze.onChange(() => changes++);
  });

  it('is off until it is begun', () => {
    assert.deepEqual([snooze.isOn, snooze.minutesLeft], [false, 0]);
  });

  it('counts its minutes down, tells of each, and ends by itself', async () => {
    snooze.begin(5);
    assert.deepEqual([snooze.isOn, snooze.minutesLeft, changes], [true, 5, 1]);
    await time.pass(60_000);
    assert.deepEqual([snooze.minutesLeft, changes], [4, 2]);
    for (let minute = 0; minute < 4; minute++) await time.pass(60_000);
    assert.deepEqual([snooze.isOn, snooze.minutesLeft, changes], [false, 0, 6]);
  });

  it('ends when told, and begins anew with other minutes', async () => {
    snooze.begin(60);
    snooze.end();
    assert.deepEqual([snooze.isOn, snooze.minutesLeft], [false, 0]);
    snooze.begin(60);
    snooze.begin(15);
    assert.equal(snooze.minutesLeft, 15);
  });
});

// Waits and text on screen of one person's keys.
import assert from 'node:assert/strict';
import { KeyLog } from '../../../../bench/team/keyLog.ts';

describe('the log of a person’s keys', () => {
  it('a key waits until it is decided', () => {
    const log = new KeyLog();
    log.strike('a', 100);
    log.decide(100, 250);
    assert.deepEqual(log.waitsMs, [150]);
  });

  it('a key that a later one overtook waits for that one', () => {
    const log = new KeyLog();
    log.strike('a', 100);
    log.strike('b', 300);
    log.decide(300, 350);
    assert.deepEqual(log.waitsMs, [250, 50]);
  });

  it('an answer for an earlier key ends no later one’s wait', () => {
    const log = new KeyLog();
    log.strike('a', 100);
    log.strike('b', 300);
    log.decide(100, 310);
    log.decide(300, 400);
    assert.deepEqual(log.waitsMs, [210, 100]);
  });

  it('a key that nobody ever decided waits for ever', () => {
    const log = new KeyLog();
    log.strike('a', 100);
    log.leave();
    assert.deepEqual(log.waitsMs, [Number.POSITIVE_INFINITY]);
  });

  it('text typed along with stays on screen, what is left of it; other keys take it away', () => {
    const log = new KeyLog();
    log.strike('a', 0);
    log.show('bcd');
    log.strike('b', 1);
    log.strike('c', 2);
    log.strike('x', 3);
    log.strike('y', 4);
    log.leave();
    assert.deepEqual([log.keys, log.keysWithText], [5, 3]);
  });

  it('text that is typed to its end is gone, and so is what is shown no more', () => {
    const log = new KeyLog();
    log.strike('a', 0);
    log.show('b');
    log.strike('b', 1);
    log.show('later');
    log.show(undefined);
    log.leave();
    assert.equal(log.keysWithText, 1);
  });
});

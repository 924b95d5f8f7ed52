// Walking through earlier instructions with the arrow keys.
import assert from 'node:assert/strict';
import {
  HistoryWalk,
  parseHistory,
  withInstruction,
} from '../../../../../src/rewrite/run/instructionHistory.ts';

describe('the history of instructions', () => {
  it('is walked from the newest, and gives the draft back', () => {
    const walk = new HistoryWalk(['old', 'new']);
    assert.equal(walk.step('older', 'draft'), 'new');
    assert.equal(walk.step('older', 'new'), 'old');
    assert.equal(walk.step('older', 'old'), 'old');
    assert.equal(walk.step('newer', 'old'), 'new');
    assert.equal(walk.step('newer', 'new'), 'draft');
    assert.equal(walk.step('newer', 'draft'), 'draft');
  });

  it('leaves what is typed alone when there is none', () => {
    assert.equal(new HistoryWalk([]).step('older', 'draft'), 'draft');
  });

  it('holds each instruction once, the newest last, and not too many', () => {
    assert.deepEqual(withInstruction(['a', 'b'], 'a'), ['b', 'a']);
    let history: readonly string[] = [];
    for (let index = 0; index < 80; index++) history = withInstruction(history, `${index}`);
    assert.equal(history.length, 50);
    assert.equal(history.at(-1), '79');
  });

  for (const value of [undefined, 'x', { a: 1 }, [1, null]]) {
    it(`reads ${JSON.stringify(value)} as none`, () => assert.deepEqual(parseHistory(value), []));
  }
});

// Whether accepted text is still there after a while.
import assert from 'node:assert/strict';
import { isKept, Retention, regionAfter } from '../../../../../src/reasons/performance/retention.ts';
import { ManualTime } from '../../../../support/manualTime.ts';

describe('regionAfter', () => {
  // `total` at 10 to 15.
  const region = { startOffset: 10, content: 'total' };
  const change = (startOffset: number, removedLength: number, insertedText: string) => ({
    startOffset,
    removedLength,
    insertedText,
  });
  for (const [name, changes, startOffset, content] of [
    ['text far before shifts it', [change(0, 2, 'abcd')], 12, 'total'],
    ['text right before it is not of it', [change(10, 0, 'x')], 11, 'total'],
    ['text right behind it is not of it', [change(15, 0, 'x')], 10, 'total'],
    ['text inside is', [change(12, 0, 'x')], 10, 'toxtal'],
    ['replacing inside', [change(11, 3, 'X')], 10, 'tXl'],
    ['replacing all of it', [change(10, 5, 'sum')], 10, 'sum'],
    ['deleting across its start', [change(8, 4, '')], 8, 'tal'],
    ['replacing across its start', [change(8, 4, 'abc')], 11, 'tal'],
    ['deleting across its end', [change(13, 4, '')], 10, 'tot'],
    ['deleting more than it', [change(5, 20, '')], 5, ''],
    ['several at once', [change(0, 0, 'ab'), change(14, 1, 'L')], 12, 'totaL'],
  ] as const) {
    it(name, () => assert.deepEqual(regionAfter(region, changes), { startOffset, content }));
  }
});

describe('isKept', () => {
  for (const [accepted, now, expected] of [
    ['total', 'total', true],
    ['  total\n', 'total', true],
    ['items.length', 'items.size', true],
    ['total', '', false],
    ['return total;', 'throw new Error(x);', false],
  ] as const) {
    it(`${JSON.stringify(accepted)} → ${JSON.stringify(now)}: ${expected}`, () =>
      assert.equal(isKept(accepted, now), expected));
  }
});

describe('Retention', () => {
  let time: ManualTime;
  let retention: Retention;
  const counts = () => retention.counts.map(({ checked, kept }) => [checked, kept]);

  beforeEach(() => {
    time = new ManualTime();
    retention = new Retention(time.setTimer);
  });

  it('looks after half a minute and after five', async () => {
    retention.accepted({ uri: 'a', startOffset: 3, text: 'total' });
    await time.pass(29_000);
    assert.deepEqual(counts(), [
      [0, 0],
      [0, 0],
    ]);
    await time.pass(1000);
    assert.deepEqual(counts(), [
      [1, 1],
      [0, 0],
    ]);
    retention.change('b', [{ startOffset: 0, removedLength: 20, insertedText: '' }]);
    retention.change('a', [{ startOffset: 0, removedLength: 20, insertedText: '' }]);
    await time.pass(270_000);
    assert.deepEqual(counts(), [
      [1, 1],
      [1, 0],
    ]);
    assert.equal(time.pending, 0);
  });

  it('says nothing of documents that were closed, nor of space', async () => {
    retention.accepted({ uri: 'a', startOffset: 0, text: 'total' });
    retention.accepted({ uri: 'b', startOffset: 0, text: '\n  ' });
    retention.forget('a');
    await time.pass(300_000);
    assert.deepEqual(counts(), [
      [0, 0],
      [0, 0],
    ]);
  });

  it('leaves no timer behind', () => {
    retention.accepted({ uri: 'a', startOffset: 0, text: 'total' });
    retention.dispose();
    assert.equal(time.pending, 0);
  });
});

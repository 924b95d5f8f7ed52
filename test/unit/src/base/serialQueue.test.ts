import assert from 'node:assert/strict';
import { SerialQueue } from '../../../../src/base/serialQueue.ts';

describe('turns', () => {
  it('do one piece of work after the other, in the order it came', async () => {
    const turns = new SerialQueue();
    const events: string[] = [];
    const work = (name: string) => async () => {
      events.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      events.push(`${name} ends`);
      return name;
    };
    assert.deepEqual(await Promise.all([turns.take(work('first')), turns.take(work('second'))]), [
      'first',
      'second',
    ]);
    assert.deepEqual(events, ['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('tell whoever asked of a fault, and go on', async () => {
    const turns = new SerialQueue();
    const failed = turns.take(() => {
      throw new Error('no');
    });
    const next = turns.take(() => 'done');
    await assert.rejects(failed, /no/);
    assert.equal(await next, 'done');
  });
});

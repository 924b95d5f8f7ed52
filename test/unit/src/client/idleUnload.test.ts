// An engine that nobody asks anything ends, and starts again when someone is back.
import assert from 'node:assert/strict';
import { ClientBench } from '../../../support/clientBench.ts';
import { settle } from '../../../support/manualTime.ts';
import { shown } from '../../../support/scriptedEngine.ts';

describe('ProcessClient without requests', () => {
  it('ends an engine that nobody asks, and starts one when someone is back or asks', async () => {
    const bench = new ClientBench((engine) => {
      engine.answerText = '1;';
    });
    bench.idleMs = 60_000;
    await bench.complete();
    await bench.time.pass(59_999);
    await bench.complete();
    await bench.time.pass(59_999);
    assert.equal(bench.states.at(-1), 'ready');
    await bench.time.pass(1);
    assert.equal(bench.states.at(-1), 'idle');
    assert.equal(bench.engine.isGone, true);
    assert.equal(bench.time.pending, 0);
    bench.client.wake();
    await settle();
    assert.equal(bench.states.at(-1), 'ready');
    // Nobody asked that one anything.
    await bench.time.pass(60_000);
    assert.equal(bench.states.at(-1), 'idle');
    assert.deepEqual(await bench.complete(), shown('1;'));
    assert.equal(bench.engines.length, 3);
  });

  it('keeps an engine that is at work, or for ever if so wanted, and wakes none that was not asleep', async () => {
    const bench = new ClientBench();
    bench.client.wake();
    await settle();
    assert.equal(bench.engines.length, 0);
    bench.idleMs = 1000;
    const pending = bench.complete();
    await bench.time.pass(10_000);
    assert.equal(bench.states.at(-1), 'ready');
    bench.idleMs = 0;
    bench.engine.newest.answer(shown('1;'));
    await pending;
    await bench.time.pass(10_000_000);
    assert.equal(bench.states.at(-1), 'ready');
  });
});

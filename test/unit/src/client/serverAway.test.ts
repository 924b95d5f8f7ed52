// The client while a server goes and comes back: it tries again by itself, and hears who answers.
import assert from 'node:assert/strict';
import { ClientBench } from '../../../support/clientBench.ts';
import { settle } from '../../../support/manualTime.ts';
import { someShape } from '../../../support/someShape.ts';

describe('a client of an engine with a server', () => {
  it('tries again after a while where the server could not be asked and nothing stood in', async () => {
    let isAway = true;
    const bench = new ClientBench((engine) => {
      engine.loadFailure = isAway ? 'serverUnavailable' : undefined;
      engine.answerText = 'x';
    });
    assert.deepEqual(await bench.complete(), { kind: 'unavailable', reason: 'serverGone' });
    assert.equal(bench.client.status.state, 'failed');
    assert.deepEqual(await bench.complete(), { kind: 'unavailable', reason: 'serverGone' });
    assert.equal(bench.engines.length, 1, 'not at every key');
    isAway = false;
    await bench.time.pass(15_000);
    assert.equal((await bench.complete()).kind, 'shown');
    assert.equal(bench.engines.length, 2);
  });

  it('does not try again by itself after it was restarted meanwhile', async () => {
    const bench = new ClientBench((engine) => (engine.loadFailure = 'serverUnavailable'));
    await bench.complete();
    await bench.client.restart();
    const { length } = bench.engines;
    await bench.time.pass(14_000);
    await bench.complete();
    assert.equal(bench.engines.length, length);
  });

  it('hears who answers, and tells whoever shows it', async () => {
    const bench = new ClientBench((engine) => (engine.answerText = 'x'));
    await bench.complete();
    const { loaded } = bench.client;
    assert.ok(loaded !== undefined);
    const shape = { ...someShape, name: 'the model here' };
    const told = bench.states.length;
    await bench.engine.served({ ...loaded, shape, serving: { by: 'thisMachine', trouble: 'serverFull' } });
    await settle();
    assert.equal(bench.client.loaded?.shape.name, 'the model here');
    assert.deepEqual(bench.client.loaded?.serving, { by: 'thisMachine', trouble: 'serverFull' });
    assert.deepEqual(bench.states.slice(told), ['ready']);
  });
});

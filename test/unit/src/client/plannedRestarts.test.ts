// Restarts that somebody planned: by hand, for another model, by another window. No answer is lost, no crash is counted.
import assert from 'node:assert/strict';
import { defaultRestartRules } from '../../../../src/client/restartPolicy.ts';
import { ClientBench } from '../../../support/clientBench.ts';
import { settle } from '../../../support/manualTime.ts';
import { shown } from '../../../support/scriptedEngine.ts';

describe('ProcessClient, when a restart is planned,', () => {
  it('takes the next engine when one retires, and loses no answer and counts no crash', async () => {
    const bench = new ClientBench();
    const pending = bench.complete();
    await settle();
    const { engine: retiring } = bench;
    for (let round = 0; round <= defaultRestartRules.maxCrashes; round++) {
      await bench.engine.retire();
      await settle();
    }
    assert.equal(bench.engines.length, defaultRestartRules.maxCrashes + 2);
    assert.equal(retiring.isGone, false);
    const next = bench.complete();
    await settle();
    bench.engine.newest.answer(shown('2;'));
    assert.deepEqual(await next, shown('2;'));
    retiring.newest.answer(shown('1;'));
    assert.deepEqual(await pending, shown('1;'));
    await settle();
    assert.equal(bench.engines.filter((engine) => !engine.isGone).length, 1);
    assert.ok(bench.states.every((state) => state === 'loading' || state === 'ready'));
    assert.equal(bench.time.pending, 0);
  });

  it('takes the next engine when one retires before it is ready', async () => {
    const bench = new ClientBench((engine) => {
      engine.answerText = '1;';
      if (engine.process.processId === 1) engine.loadFailure = 'never';
    });
    const pending = bench.complete();
    await settle();
    await bench.engine.retire();
    assert.deepEqual(await pending, shown('1;'));
    assert.equal(bench.engines.length, 2);
    assert.deepEqual(new Set(bench.states), new Set(['loading', 'ready']));
  });

  it('has the engine retire for a restart by hand, and kills one that does not listen', async () => {
    for (const listens of [true, false]) {
      const bench = new ClientBench((engine) => {
        engine.answerText = '1;';
        if (engine.process.processId === 1) engine.exitsOnDisconnect = listens;
      });
      await bench.complete();
      const [first] = bench.engines;
      const restarted = bench.client.restart();
      await bench.time.pass(9999);
      assert.equal(first?.isGone, listens);
      await bench.time.pass(1);
      await restarted;
      assert.deepEqual([first?.isGone, first?.retirements], [true, 1]);
      assert.equal(bench.client.status.state, 'ready');
    }
  });

  it('waits for an engine that takes note late and tells meanwhile that it is there', async () => {
    let note = () => {};
    const bench = new ClientBench((engine) => {
      engine.answerText = '1;';
      engine.steps = 1;
    });
    await bench.complete();
    const first = bench.engine;
    first.beforeNote = new Promise((resolve) => {
      note = resolve;
    });
    const restarted = bench.client.restart();
    await bench.time.pass(25_000);
    assert.equal(first.isGone, false);
    note();
    await restarted;
    assert.equal(first.isGone, true);
    assert.ok(!bench.states.includes('restarting'));
    assert.equal(bench.client.status.state, 'ready');
  });

  it('answers what it was asked before it leaves for another model, and loads only then', async () => {
    const bench = new ClientBench();
    const pending = bench.complete();
    await settle();
    const [first] = bench.engines;
    const reloaded = bench.client.reload();
    await bench.time.pass(5000);
    assert.deepEqual([first?.isGone, first?.retirements, bench.engines.length], [false, 0, 1]);
    first?.newest.answer(shown('1;'));
    assert.deepEqual(await pending, shown('1;'));
    await reloaded;
    assert.deepEqual([first?.isGone, bench.engines.length], [true, 2]);
  });

  it('does not wait for ever for an answer when another model is wanted', async () => {
    const bench = new ClientBench();
    const pending = bench.complete();
    await settle();
    const reloaded = bench.client.reload();
    await bench.time.pass(30_000);
    await reloaded;
    assert.deepEqual(await pending, { kind: 'cancelled', reason: 'cancelled' });
    assert.equal(bench.client.status.state, 'ready');
  });
});

// The client's life with engines that load, refuse, crash, hang and go on strike.
import assert from 'node:assert/strict';
import type { EngineErrorName } from '../../../../engine/protocol/errorProtocol.ts';
import { neverCancelled } from '../../../../src/base/cancellation.ts';
import { ProcessClient } from '../../../../src/client/processClient.ts';
import { defaultRestartRules } from '../../../../src/client/restartPolicy.ts';
import { patience } from '../../../../src/client/watchdog.ts';
import { ClientBench, loadParams, params } from '../../../support/clientBench.ts';
import { ManualCancellation } from '../../../support/manualCancellation.ts';
import { settle } from '../../../support/manualTime.ts';
import { quietLog } from '../../../support/quietLog.ts';
import { ScriptedEngine, shown } from '../../../support/scriptedEngine.ts';

describe('ProcessClient', () => {
  it('starts nothing before the first need, and one engine for needs that come together', async () => {
    const bench = new ClientBench((engine) => {
      engine.answerText = '1;';
    });
    await settle();
    assert.equal(bench.engines.length, 0);
    const results = await Promise.all([bench.complete(), bench.complete(), bench.complete()]);
    assert.deepEqual(results, [shown('1;'), shown('1;'), shown('1;')]);
    assert.equal(bench.engines.length, 1);
    assert.deepEqual(bench.states, ['loading', 'ready']);
    assert.deepEqual(bench.engine.loads, [loadParams]);
    assert.equal(bench.time.pending, 0);
  });

  it('passes a cancel on, and lets go of the token', async () => {
    const bench = new ClientBench();
    const cancellation = new ManualCancellation();
    const pending = bench.complete(cancellation);
    await settle();
    cancellation.cancel();
    assert.deepEqual(await pending, { kind: 'cancelled', reason: 'cancelled' });
    assert.equal(bench.engine.newest.isCancelled(), true);
    assert.equal(cancellation.listenerCount, 0);
  });

  it('ends a request at once that is cancelled while the engine starts', async () => {
    const bench = new ClientBench((engine) => {
      engine.loadFailure = 'never';
    });
    const cancellation = new ManualCancellation();
    const pending = bench.complete(cancellation);
    await settle();
    cancellation.cancel();
    assert.deepEqual(await pending, { kind: 'unavailable', reason: 'engineStarting' });
    assert.deepEqual(await bench.complete(cancellation), { kind: 'cancelled', reason: 'cancelled' });
  });

  it('looks for a model at every need until there is one', async () => {
    const bench = new ClientBench((engine) => {
      engine.answerText = '1;';
    });
    bench.model = undefined;
    assert.deepEqual(await bench.complete(), { kind: 'unavailable', reason: 'noModel' });
    assert.equal(bench.engines.length, 0);
    bench.model = loadParams;
    assert.deepEqual(await bench.complete(), shown('1;'));
  });

  it('starts again after a search for the model has failed', async () => {
    const bench = new ClientBench((engine) => {
      engine.answerText = '1;';
    });
    const failing = new Error('the disk is on fire');
    let isFailing = true;
    const client = new ProcessClient({
      start: () => {
        const engine = new ScriptedEngine(1);
        engine.answerText = '1;';
        return engine.process;
      },
      loadParams: () => (isFailing ? Promise.reject(failing) : Promise.resolve(loadParams)),
      restartRules: defaultRestartRules,
      ticker: bench.time.ticker,
      now: bench.time.now,
      setTimer: bench.time.setTimer,
      log: quietLog,
    });
    await assert.rejects(client.complete(params, neverCancelled), failing);
    isFailing = false;
    assert.deepEqual(await client.complete(params, neverCancelled), shown('1;'));
  });

  for (const [failure, reason] of [
    ['modelMissing', 'noModel'],
    ['modelInvalid', 'modelInvalid'],
    ['modelUnsupported', 'modelInvalid'],
    ['outOfMemory', 'engineFailed'],
    ['bindingUnavailable', 'engineFailed'],
    ['protocolMismatch', 'engineFailed'],
  ] as const satisfies readonly (readonly [EngineErrorName, string])[]) {
    it(`stays down with the reason ${reason} after ${failure}, until a restart`, async () => {
      let isRefusing = true;
      const bench = new ClientBench((engine) => {
        engine.answerText = '1;';
        if (isRefusing) engine.loadFailure = failure;
      });
      for (const _ of [1, 2]) assert.deepEqual(await bench.complete(), { kind: 'unavailable', reason });
      await settle();
      assert.equal(bench.engines.length, 1);
      assert.equal(bench.engine.isGone, true);
      assert.deepEqual(bench.client.status, {
        state: 'failed',
        error: failure,
        message: `load: ${failure}`,
      });
      isRefusing = false;
      await bench.client.restart();
      assert.deepEqual(await bench.complete(), shown('1;'));
    });
  }

  it('refuses an engine that speaks another version', async () => {
    const bench = new ClientBench((engine) => {
      engine.protocolVersion = 99;
    });
    assert.deepEqual(await bench.complete(), { kind: 'unavailable', reason: 'engineFailed' });
    assert.equal(bench.client.status.state, 'failed');
    assert.equal(bench.engine.loads.length, 0);
  });

  it('ends requests in flight when the engine crashes, and answers the next one after the delay', async () => {
    const bench = new ClientBench();
    const pending = [bench.complete(), bench.complete()];
    await settle();
    bench.engine.exit('signal SIGSEGV');
    for (const result of await Promise.all(pending)) {
      assert.deepEqual(result, { kind: 'unavailable', reason: 'engineCrashed' });
    }
    assert.deepEqual(bench.client.status, { state: 'restarting', delayMs: 250, attempt: 1 });
    const next = bench.complete();
    await bench.time.pass(249);
    assert.equal(bench.engines.length, 1);
    await bench.time.pass(1);
    assert.equal(bench.engines.length, 2);
    bench.engine.newest.answer(shown('1;'));
    assert.deepEqual(await next, shown('1;'));
  });

  it('gives up after crashes in a row, says so, and begins anew on a restart', async () => {
    const bench = new ClientBench((engine) => {
      engine.loadFailure = 'never';
    });
    const first = bench.complete();
    for (let crash = 0; crash <= defaultRestartRules.maxCrashes; crash++) {
      await settle();
      bench.engine.exit('exit code 1');
      await bench.time.pass(5000);
    }
    assert.deepEqual(await first, { kind: 'unavailable', reason: 'engineCrashed' });
    assert.equal(bench.engines.length, defaultRestartRules.maxCrashes + 1);
    const { status } = bench.client;
    assert.equal(status.state === 'failed' && status.error, 'crashedTooOften');
    assert.deepEqual(await bench.complete(), { kind: 'unavailable', reason: 'engineCrashed' });
    void bench.client.restart();
    await settle();
    assert.equal(bench.engines.length, defaultRestartRules.maxCrashes + 2);
  });

  it('kills a silent engine and starts another one', async () => {
    const bench = new ClientBench();
    const pending = bench.complete();
    await settle();
    await bench.time.tick(patience.starting + patience.pinging + 2);
    assert.deepEqual(await pending, { kind: 'unavailable', reason: 'timedOut' });
    assert.equal(bench.engine.isGone, true);
    await bench.time.pass(250);
    assert.equal(bench.engines.length, 2);
    assert.equal(bench.client.status.state, 'ready');
  });

  it('kills an engine that hangs while it loads', async () => {
    const bench = new ClientBench((engine) => {
      engine.loadFailure = 'never';
    });
    const pending = bench.complete();
    await settle();
    await bench.time.tick(patience.starting + patience.pinging + 2);
    assert.deepEqual(await pending, { kind: 'unavailable', reason: 'timedOut' });
  });

  it('restarts at any moment with one engine left, and waiting requests follow it', async () => {
    const bench = new ClientBench((engine) => {
      engine.answerText = '1;';
    });
    const early = bench.complete();
    const restarted = bench.client.restart();
    await Promise.all([restarted, bench.client.restart(), settle()]);
    assert.deepEqual(await early, shown('1;'));
    assert.equal(bench.engines.filter((engine) => !engine.isGone).length, 1);
    assert.equal(bench.client.processId, bench.engine.process.processId);
    assert.equal(bench.client.status.state, 'ready');
  });

  it('waits for an engine that works for another window', async () => {
    const bench = new ClientBench((engine) => {
      engine.steps = 0;
    });
    const pending = bench.complete();
    await settle();
    for (let second = 0; second < 200; second++) {
      bench.engine.steps = second;
      await bench.time.tick(1);
    }
    assert.equal(bench.engine.isGone, false);
    bench.engine.newest.answer(shown('1;'));
    assert.deepEqual(await pending, shown('1;'));
    assert.deepEqual(bench.states, ['loading', 'ready']);
  });

  it('ends requests in flight as cancelled when a restart is asked for', async () => {
    const bench = new ClientBench();
    const pending = bench.complete();
    await settle();
    await bench.client.restart();
    assert.deepEqual(await pending, { kind: 'cancelled', reason: 'cancelled' });
    assert.equal(bench.client.status.state, 'ready');
  });

  it('tells the engine of closed documents, but starts none for that', async () => {
    const bench = new ClientBench((engine) => {
      engine.answerText = '1;';
    });
    bench.client.closeDocument('file:///a.ts');
    await settle();
    assert.equal(bench.engines.length, 0);
    await bench.complete();
    bench.client.closeDocument('file:///a.ts');
    await settle();
    assert.deepEqual(bench.engine.closed, ['file:///a.ts']);
  });

  it('lets the engine exit by itself when it is disposed of, and kills one that does not', async () => {
    for (const [exitsOnDisconnect, endsAfterMs] of [
      [true, 0],
      [false, 2000],
    ] as const) {
      const bench = new ClientBench((engine) => {
        engine.answerText = '1;';
        engine.exitsOnDisconnect = exitsOnDisconnect;
      });
      await bench.complete();
      const disposed = bench.client.dispose();
      await bench.time.pass(Math.max(0, endsAfterMs - 1));
      assert.equal(bench.engine.isGone, exitsOnDisconnect);
      await bench.time.pass(1);
      await disposed;
      assert.equal(bench.engine.isGone, true);
      assert.deepEqual(await bench.complete(), { kind: 'unavailable', reason: 'engineFailed' });
      assert.equal(bench.engines.length, 1);
      assert.equal(bench.time.pending, 0);
    }
  });
});

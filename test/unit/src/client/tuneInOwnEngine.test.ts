// A tuning engine's whole life, with the engine's own server at the other end.
import assert from 'node:assert/strict';
import { EngineError } from '../../../../engine/base/engineError.ts';
import type { TuneResult } from '../../../../engine/protocol/tuneProtocol.ts';
import type { TuneModel } from '../../../../engine/serving/server.ts';
import { neverCancelled } from '../../../../src/base/cancellation.ts';
import { engineErrorName } from '../../../../src/client/engineError.ts';
import { SessionEndedError } from '../../../../src/client/sessionEnd.ts';
import { tuneInOwnEngine } from '../../../../src/client/tuneInOwnEngine.ts';
import { startEngineInMemory } from '../../../support/engineInMemory.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';
import { ManualCancellation } from '../../../support/manualCancellation.ts';
import { ManualTime, settle } from '../../../support/manualTime.ts';
import { quietLog } from '../../../support/quietLog.ts';

const request = {
  modelPath: 'model.gguf',
  targetPath: 'tuned.gguf',
  rule: { asciiOnly: true, maxId: 50_000 },
};
const tuned: TuneResult = {
  kind: 'tuned',
  bytesBefore: 4,
  bytesAfter: 3,
  tokensBefore: 2,
  tokensAfter: 1,
};

class Bench {
  readonly time = new ManualTime();
  readonly lowered: number[] = [];
  readonly fractions: number[] = [];
  readonly cancellation = new ManualCancellation();
  exits = 0;
  private readonly tune: TuneModel;

  constructor(tune: TuneModel) {
    this.tune = tune;
  }

  run(cancellation = this.cancellation as typeof neverCancelled): Promise<TuneResult> {
    const parts = {
      start: () => {
        const engine = startEngineInMemory(new FakeBackend(), this.time.now, this.tune);
        engine.onExit(() => this.exits++);
        return engine;
      },
      lowerPriority: (processId: number) => this.lowered.push(processId),
      ticker: this.time.ticker,
      setTimer: this.time.setTimer,
      log: quietLog,
    };
    return tuneInOwnEngine(parts, request, (fraction) => this.fractions.push(fraction), cancellation);
  }
}

describe('tuneInOwnEngine', () => {
  it('hands the request over, tells of progress, lowers priority, and ends the engine', async () => {
    const bench = new Bench((received, { onProgress }) => {
      assert.deepEqual(received, request);
      onProgress(0.25);
      onProgress(1);
      return Promise.resolve(tuned);
    });
    assert.deepEqual(await bench.run(), tuned);
    assert.deepEqual(bench.fractions, [0.25, 1]);
    assert.deepEqual([bench.lowered, bench.exits, bench.time.pending], [[1], 1, 0]);
  });

  it('passes a cancel on as a raised signal', async () => {
    const bench = new Bench(
      (_, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ kind: 'cancelled' }));
        }),
    );
    const result = bench.run();
    await settle();
    bench.cancellation.cancel();
    assert.deepEqual(await result, { kind: 'cancelled' });
    assert.deepEqual([bench.exits, bench.cancellation.listenerCount], [1, 0]);
  });

  it('starts nothing for a request that is cancelled already', async () => {
    const bench = new Bench(() => Promise.resolve(tuned));
    bench.cancellation.cancel();
    assert.deepEqual(await bench.run(), { kind: 'cancelled' });
    assert.equal(bench.exits, 0);
  });

  it('rejects with the engine’s name for a failure, and ends the engine', async () => {
    const bench = new Bench(() => Promise.reject(new EngineError('diskFull', 'No room.')));
    await assert.rejects(bench.run(neverCancelled), (error) => engineErrorName(error) === 'diskFull');
    assert.equal(bench.exits, 1);
  });

  it('ends an engine that says nothing, not one that works on', async () => {
    let progress: (fraction: number) => void = () => {};
    const bench = new Bench(
      (_, { onProgress }) =>
        new Promise(() => {
          progress = onProgress;
        }),
    );
    const result = assert.rejects(
      bench.run(),
      (error) => error instanceof SessionEndedError && error.end.kind === 'hung',
    );
    await bench.time.tick(35);
    progress(0.5);
    await bench.time.tick(35);
    assert.equal(bench.exits, 0);
    await bench.time.tick(10);
    await result;
    assert.equal(bench.exits, 1);
  });
});

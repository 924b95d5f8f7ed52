// When a tuned copy is made, run, given up, and thrown away.
import assert from 'node:assert/strict';
import type { TuneResult } from '../../../../../engine/protocol/tuneProtocol.ts';
import type { Cancellation } from '../../../../../src/base/cancellation.ts';
import { IdleTime } from '../../../../../src/models/tuning/idleTime.ts';
import { ModelTuner, type TunedFiles } from '../../../../../src/models/tuning/modelTuner.ts';
import { ManualTime, settle } from '../../../../support/manualTime.ts';
import { quietLog } from '../../../../support/quietLog.ts';

const tuned: TuneResult = { kind: 'tuned', bytesBefore: 4, bytesAfter: 3, tokensBefore: 2, tokensAfter: 1 };
const quietMs = 20_000;

class Files implements TunedFiles {
  readonly present = new Set<string>();
  removalFails = false;
  readonly outdatedFor: string[] = [];

  tunedPathOf(original: string) {
    return Promise.resolve(original === 'gone' ? undefined : `${original}.tuned`);
  }
  isThere(file: string) {
    return Promise.resolve(this.present.has(file));
  }
  removeOutdated(file: string) {
    this.outdatedFor.push(file);
    return Promise.resolve([]);
  }
  remove(file: string) {
    if (this.removalFails) return Promise.reject(new Error('It is in use.'));
    this.present.delete(file);
    return Promise.resolve();
  }
}

class Bench {
  readonly time = new ManualTime();
  readonly files = new Files();
  readonly idle = new IdleTime(this.time.setTimer, quietMs);
  readonly tunes: { original: string; target: string; cancellation: Cancellation }[] = [];
  restarts = 0;
  /** Whether another window tunes. */
  isTaken = false;
  answer: () => Promise<TuneResult> = () => {
    this.files.present.add(this.tunes.at(-1)?.target ?? '');
    return Promise.resolve(tuned);
  };
  readonly tuner = new ModelTuner({
    files: this.files,
    tune: (original, target, cancellation) => {
      this.tunes.push({ original, target, cancellation });
      return this.answer();
    },
    alone: async (work) => (this.isTaken ? undefined : await work()),
    idle: this.idle,
    restart: () => this.restarts++,
    log: quietLog,
  });

  /** As an engine that starts and can run the file. */
  async start(isWanted = true, original = 'model'): Promise<string> {
    const file = await this.tuner.choose(original, isWanted);
    this.tuner.engineIsReady();
    return file;
  }
}

describe('ModelTuner', () => {
  it('runs the original, makes the copy when it is quiet, and restarts when it is quiet again', async () => {
    const bench = new Bench();
    assert.equal(await bench.start(), 'model');
    await bench.time.pass(quietMs - 1);
    bench.idle.touch();
    await bench.time.pass(quietMs - 1);
    assert.equal(bench.tunes.length, 0);
    await bench.time.pass(1);
    assert.equal(bench.tunes[0]?.target, 'model.tuned');
    assert.deepEqual(bench.files.outdatedFor, ['model.tuned']);
    bench.idle.touch();
    await bench.time.pass(quietMs - 1);
    assert.equal(bench.restarts, 0);
    await bench.time.pass(1);
    assert.equal(bench.restarts, 1);
    assert.equal(await bench.start(), 'model.tuned');
    await bench.time.pass(quietMs * 3);
    assert.deepEqual([bench.tunes.length, bench.restarts, bench.time.pending], [1, 1, 0]);
  });

  it('waits for an engine that is ready', async () => {
    const bench = new Bench();
    await bench.tuner.choose('model', true);
    await bench.time.pass(quietMs * 2);
    assert.equal(bench.tunes.length, 0);
  });

  it('takes a copy that another window has made meanwhile', async () => {
    const bench = new Bench();
    await bench.start();
    bench.files.present.add('model.tuned');
    await bench.time.pass(quietMs * 2);
    assert.deepEqual([bench.tunes.length, bench.restarts], [0, 1]);
  });

  it('makes nothing while another window does, and uses the copy that one made', async () => {
    const bench = new Bench();
    bench.isTaken = true;
    await bench.start();
    await bench.time.pass(quietMs * 3);
    assert.deepEqual([bench.tunes.length, bench.restarts], [0, 0]);
    bench.isTaken = false;
    bench.files.present.add('model.tuned');
    await bench.time.pass(quietMs * 2);
    assert.deepEqual([bench.tunes.length, bench.restarts, bench.time.pending], [0, 1, 0]);
  });

  for (const [name, isWanted, original] of [
    ['not wanted', false, 'model'],
    ['without an original', true, 'gone'],
  ] as const) {
    it(`makes nothing when ${name}`, async () => {
      const bench = new Bench();
      assert.equal(await bench.start(isWanted, original), original);
      await bench.time.pass(quietMs * 2);
      assert.equal(bench.tunes.length, 0);
    });
  }

  it('does not try again in this session what failed, or was tuned already', async () => {
    const outcomes: readonly (() => Promise<TuneResult>)[] = [
      () => Promise.reject(new Error('No room.')),
      () => Promise.resolve({ kind: 'alreadyTuned' }),
    ];
    for (const answer of outcomes) {
      const bench = new Bench();
      bench.answer = answer;
      for (let session = 0; session < 3; session++) {
        assert.equal(await bench.start(), 'model');
        await bench.time.pass(quietMs * 2);
      }
      assert.deepEqual([bench.tunes.length, bench.restarts], [1, 0]);
    }
  });

  it('gives up when another file is chosen or it is disposed of, and tries a cancelled one again', async () => {
    const bench = new Bench();
    let end: (result: TuneResult) => void = () => {};
    bench.answer = () =>
      new Promise((resolve) => {
        end = resolve;
      });
    await bench.start();
    await bench.time.pass(quietMs);
    await bench.start(false);
    assert.equal(bench.tunes[0]?.cancellation.isCancellationRequested, true);
    end({ kind: 'cancelled' });
    await settle();
    await bench.start();
    await bench.time.pass(quietMs);
    assert.equal(bench.tunes.length, 2);
    bench.tuner.dispose();
    assert.equal(bench.tunes[1]?.cancellation.isCancellationRequested, true);
    // Done all the same: the copy is there, but nobody is left to be restarted.
    end(tuned);
    await bench.time.pass(quietMs * 2);
    assert.deepEqual([bench.restarts, bench.time.pending], [0, 0]);
  });

  it('throws a copy away that the engine refuses, whether it can be removed or not', async () => {
    for (const removalFails of [false, true]) {
      const bench = new Bench();
      bench.files.present.add('model.tuned');
      bench.files.removalFails = removalFails;
      assert.equal(await bench.tuner.choose('model', true), 'model.tuned');
      assert.equal(await bench.tuner.engineRefused(), true);
      assert.equal(bench.files.present.has('model.tuned'), removalFails);
      assert.equal(await bench.start(), 'model');
      await bench.time.pass(quietMs * 2);
      assert.equal(bench.tunes.length, 0);
      assert.equal(await bench.tuner.engineRefused(), false);
    }
  });
});

// When a copy passes for its original.
import assert from 'node:assert/strict';
import { EngineError } from '../../../../../engine/base/engineError.ts';
import { type ComparedAnswer, compareAnswers } from '../../../../../engine/copies/tuning/sameAnswers.ts';
import { verifyTuned } from '../../../../../engine/copies/tuning/verifyTuned.ts';
import { FakeBackend } from '../../../../support/fakeBackend.ts';

const kept = new Set(['if', ' (', 'a', ')']);
const answer = (prompt: readonly string[], continuation: readonly string[]): ComparedAnswer => ({
  prompt,
  continuation,
});

describe('compareAnswers', () => {
  for (const [name, original, tuned, expected] of [
    ['the same', answer(['if'], [' (', 'a']), answer(['if'], [' (', 'a']), 2],
    ['another token', answer(['if'], [' (', 'a']), answer(['if'], [' (', ')']), 'different'],
    ['an answer that ends early', answer(['if'], [' (', 'a']), answer(['if'], [' (']), 'different'],
    ['a prompt cut otherwise', answer(['if', 'a'], []), answer(['a', 'if'], []), 'different'],
    ['only up to a dropped token', answer(['if'], [' (', '日', ')']), answer(['if'], [' (', 'a']), 1],
    ['no prompt with a dropped token', answer(['日'], ['a']), answer(['if'], [')']), 0],
  ] as const) {
    it(`compares ${name}: ${expected}`, () => {
      const comparison = compareAnswers([original], [tuned], (token) => kept.has(token));
      assert.equal(comparison.kind === 'same' ? comparison.comparedTokens : comparison.kind, expected);
    });
  }

  it('misses no answer', () => {
    assert.equal(compareAnswers([answer(['a'], ['a'])], [], () => true).kind, 'different');
  });
});

describe('verifyTuned', () => {
  const events = () => ({ signal: new AbortController().signal, onProgress: () => {} });

  class Loader {
    readonly backends: FakeBackend[] = [];
    open = 0;
    mostOpen = 0;
    private readonly prepare: (backend: FakeBackend, modelPath: string) => void;

    constructor(prepare: (backend: FakeBackend, modelPath: string) => void = () => {}) {
      this.prepare = prepare;
    }

    readonly load = ({ modelPath }: { readonly modelPath: string }): Promise<FakeBackend> => {
      const backend = new FakeBackend();
      this.prepare(backend, modelPath);
      this.open++;
      this.mostOpen = Math.max(this.mostOpen, this.open);
      backend.dispose = () => {
        this.open--;
        return Promise.resolve();
      };
      return Promise.resolve(backend);
    };
  }

  it('passes equal models, one of them loaded at a time', async () => {
    const loader = new Loader();
    await verifyTuned('a', 'b', loader.load, events());
    assert.deepEqual([loader.open, loader.mostOpen], [0, 1]);
  });

  it('fails a copy that goes another way, and one of which too little can be compared', async () => {
    const other = new Loader((backend, modelPath) => {
      if (modelPath === 'b') backend.script = 'something else entirely';
    });
    const silent = new Loader((backend) => {
      backend.script = '';
    });
    for (const loader of [other, silent]) {
      await assert.rejects(
        verifyTuned('a', 'b', loader.load, events()),
        (error) => error instanceof EngineError && error.kind === 'tunedModelDiffers',
      );
      assert.equal(loader.open, 0);
    }
  });

  it('fails a copy that cannot be loaded, in its own words', async () => {
    const loader = new Loader((_, modelPath) => {
      if (modelPath === 'b') throw new EngineError('modelInvalid', 'Fetch it again.');
    });
    await assert.rejects(
      verifyTuned('a', 'b', async (params) => await loader.load(params), events()),
      (error) => error instanceof EngineError && /removed: it cannot be loaded/.test(error.message),
    );
  });

  it('stops between tokens', async () => {
    const work = new AbortController();
    const loader = new Loader((backend) => {
      backend.beforeEvaluate = () => {
        work.abort();
        return Promise.resolve();
      };
    });
    const verified = verifyTuned('a', 'b', loader.load, { signal: work.signal, onProgress: () => {} });
    await assert.rejects(verified, (error) => error === work.signal.reason);
    assert.equal(loader.open, 0);
  });
});

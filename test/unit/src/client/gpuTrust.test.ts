// Engines that die with and without a graphics processor.
import assert from 'node:assert/strict';
import type { LoadResult } from '../../../../engine/protocol/protocol.ts';
import type { ClientStatus } from '../../../../src/client/engineClient.ts';
import { GpuTrust } from '../../../../src/client/gpuTrust.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';

const { shape, family, threads, canChat } = new FakeBackend();
const speed = { prefillTokensPerSecond: 1, decodeTokensPerSecond: 1, charactersPerToken: 1 };
const onProcessor: LoadResult = { shape, family, threads, canChat, speed };
const onGpu: LoadResult = { ...onProcessor, gpu: 'vulkan' };
const loading = [{ state: 'loading', progress: 0 }, undefined] as const;
const died = [{ state: 'restarting', delayMs: 250, attempt: 1 }, undefined] as const;
const stopped = [{ state: 'stopped' }, undefined] as const;
const ready = (loaded: LoadResult) => [{ state: 'ready' }, loaded] as const;

type Heard = readonly [ClientStatus, LoadResult | undefined];

describe('GpuTrust', () => {
  for (const [name, heard, isLost] of [
    ['nothing has happened', [], false],
    ['a good start', [loading, ready(onGpu)], false],
    ['death while computing on it', [loading, ready(onGpu), died], true],
    ['death before it was known', [loading, died], true],
    ['a stop while loading', [loading, stopped, loading, ready(onGpu)], false],
    ['death and a restart by hand', [loading, ready(onGpu), died, stopped, loading], false],
    ['death without one', [loading, ready(onProcessor), died], false],
    ['death while loading again without one', [loading, ready(onProcessor), stopped, loading, died], false],
  ] as const satisfies readonly (readonly [string, readonly Heard[], boolean])[]) {
    it(`${isLost ? 'is lost' : 'stays'} after ${name}`, () => {
      const trust = new GpuTrust();
      for (const [status, loaded] of heard) trust.hear(status, loaded);
      assert.equal(trust.isLost, isLost);
    });
  }
});

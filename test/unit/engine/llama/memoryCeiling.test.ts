// How much context fits, from given amounts of memory.
import assert from 'node:assert/strict';
import { hasRoomFor, withinMemory } from '../../../../engine/llama/memoryCeiling.ts';

const mib = 1024 ** 2;
const params = { modelPath: 'm', contextTokens: 2048, sequences: 10, threads: 0 };
const withFree = (freeMib: number) => ({
  availableBytes: freeMib * mib,
  weightBytes: 400 * mib,
  kvBytesPerToken: 12_288,
});

describe('withinMemory', () => {
  for (const [name, wanted, freeMib, sequences, contextTokens] of [
    ['leaves alone what fits', params, 8000, 10, 2048],
    ['keeps fewer files warm', params, 900, 5, 2048],
    ['keeps fewer of large files warm', { ...params, contextTokens: 32_768 }, 4000, 4, 32_768],
    ['keeps one file’s two sequences', params, 752, 2, 2048],
    ['then shortens them', params, 740, 2, 1792],
    ['gives no more sequences than wanted', { ...params, sequences: 1 }, 8000, 1, 2048],
    ['shortens a single one', { ...params, sequences: 1, contextTokens: 32_768 }, 1000, 1, 14_592],
  ] as const) {
    it(`${name}: ${sequences} × ${contextTokens} of ${freeMib} MiB`, () => {
      const fitting = withinMemory(wanted, withFree(freeMib));
      assert.deepEqual(fitting, { ...wanted, sequences, contextTokens });
    });
  }

  it('refuses what cannot run, with both amounts', () => {
    assert.throws(() => withinMemory(params, withFree(690)), {
      kind: 'outOfMemory',
      message: /needs 739 MB, and 724 MB are free\. Close other programs/,
    });
  });
});

describe('hasRoomFor', () => {
  it('leaves room to work', () => {
    assert.equal(hasRoomFor(100 * mib, 357 * mib), true);
    assert.equal(hasRoomFor(100 * mib, 355 * mib), false);
  });
});

// The memory calculator against figures that llama.cpp printed for real files.
import assert from 'node:assert/strict';
import {
  estimateMemory,
  type MemoryQuestion,
  weightsAs,
} from '../../../../../src/models/memory/memoryEstimate.ts';
import { coderModel } from '../../../../support/coderModel.ts';

const model = coderModel;
const { weights } = model;
const mebibytes = (bytes: number) => Number((bytes / 1024 / 1024).toFixed(2));
const estimate = (question: Partial<MemoryQuestion>, of = model) =>
  estimateMemory(of, {
    contextTokens: 1024,
    sequences: 1,
    quantization: 'file',
    packing: 'rows',
    ...question,
  });

describe('estimateMemory', () => {
  it('has llama.cpp’s own weight buffers, as it printed them', () => {
    assert.equal(mebibytes(estimate({}).weightBytes), 403.2);
    // "AMX model buffer size = 346.12 MiB", "CPU model buffer size = 73.30 MiB", before rounding
    const [amxBytes, plainBytes] = [362_937_344, 76_861_952];
    assert.deepEqual([amxBytes, plainBytes].map(mebibytes), [346.12, 73.3]);
    assert.equal(estimate({ packing: 'amx' }).weightBytes, amxBytes + plainBytes);
  });

  it('counts an embedding that serves as head twice, because one of them is packed', () => {
    const { outputHead, ...others } = weights;
    assert.ok(outputHead);
    const bytes = weights.bytes - outputHead.bytes;
    const tied = { ...model, weights: { ...others, outputHead: undefined, bytes } };
    // 264.98 MiB and 73.30 MiB
    assert.equal(mebibytes(estimate({ packing: 'amx' }, tied).weightBytes), 338.28);
  });

  for (const [contextTokens, sequences, wanted] of [
    [1024, 1, 12],
    [4096, 1, 48],
    [4096, 4, 192],
    [16_384, 1, 192],
    [32_768, 1, 384],
  ] as const) {
    it(`has ${wanted} MiB of KV cache for ${contextTokens} tokens × ${sequences}`, () => {
      assert.equal(mebibytes(estimate({ contextTokens, sequences }).kvCacheBytes), wanted);
    });
  }
});

describe('weightsAs', () => {
  it('says of Q4_0 what stands in the published Q4_0 file, but for keys and values in eight bits', () => {
    const keysAndValues = { ...weights.keysAndValues, type: 'Q8_0', bytes: 5_849_088 };
    const more = keysAndValues.bytes - weights.keysAndValues.bytes;
    const layerMatrices = { ...weights.layerMatrices, bytes: weights.layerMatrices.bytes + more };
    const expected = { ...weights, bytes: weights.bytes + more, layerMatrices, keysAndValues };
    assert.deepEqual(weightsAs(weights, 'Q4_0'), expected);
  });

  it('says of Q8_0 what stands in the published Q8_0 file behind a header of the same length', () => {
    const headerBytes = model.fileBytes - weights.bytes;
    assert.equal(weightsAs(weights, 'Q8_0').bytes + headerBytes, 675_710_848);
  });
});

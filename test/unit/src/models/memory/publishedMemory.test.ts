// What is said of a model's memory before it is downloaded, against the estimate from its file.
import assert from 'node:assert/strict';
import catalogue from '../../../../../src/models/files/catalogue.json' with { type: 'json' };
import { estimateMemory } from '../../../../../src/models/memory/memoryEstimate.ts';
import { fileSequences, publishedMemoryBytes } from '../../../../../src/models/memory/publishedMemory.ts';

const { vocabularySize, kvBytesPerToken } = catalogue.shape;
const matrix = { Q4_0: 76_575_744, Q8_0: 144_643_072 } as const;
const group = (type: keyof typeof matrix) => ({ type, parameters: 136_134_656, bytes: matrix[type] });
const layerMatrices = { type: 'Q4_0', parameters: 357_826_560, bytes: 201_277_440 };
const vectors = { type: 'F32', parameters: 71_552, bytes: 286_208 };

/** As their files say. */
const weightsOf = {
  'qwen2.5-coder-0.5b-instruct-q4_0': {
    bytes: 422_782_464,
    embedding: group('Q4_0'),
    outputHead: group('Q8_0'),
    layerMatrices,
    vectors,
  },
  'qwen2-0.5b-instruct-q4_0': {
    bytes: 346_206_720,
    embedding: group('Q8_0'),
    outputHead: undefined,
    layerMatrices,
    vectors,
  },
} as const;

describe('publishedMemoryBytes', () => {
  for (const [id, weights] of Object.entries(weightsOf)) {
    for (const packing of ['rows', 'amx'] as const) {
      it(`says of ${id} with ${packing} what its file would`, () => {
        const model = catalogue.models.find((known) => known.id === id);
        assert.ok(model);
        const question = {
          contextTokens: 2048,
          sequences: fileSequences,
          quantization: 'file',
          packing,
        } as const;
        const fromFile = estimateMemory({ shape: { vocabularySize, kvBytesPerToken }, weights }, question);
        assert.equal(publishedMemoryBytes(model, 2048, packing), fromFile.totalBytes);
      });
    }
  }

  it('leaves room in each file for its vocabulary', () => {
    for (const { bytes, tensorBytes } of catalogue.models) {
      assert.ok(bytes - tensorBytes > 5e6 && bytes - tensorBytes < 8e6);
    }
  });
});

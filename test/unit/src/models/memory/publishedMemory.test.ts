// What is said of a model's memory before it is downloaded, against the estimate from its file.
import assert from 'node:assert/strict';
import catalogue from '../../../../../src/models/files/catalogue.json' with { type: 'json' };
import { publishedModels, shapeOf } from '../../../../../src/models/files/publishedModels.ts';
import { estimateMemory } from '../../../../../src/models/memory/memoryEstimate.ts';
import {
  fileSequences,
  publishedMemoryBytes,
  runnableBytes,
} from '../../../../../src/models/memory/publishedMemory.ts';
import { kvBytesPerToken, weightsInQ4_0 } from '../../../../../src/models/memory/publishedWeights.ts';
import { coderModel } from '../../../../support/coderModel.ts';

function modelOf(id: string) {
  const model = publishedModels.find((known) => known.id === id);
  assert.ok(model);
  return model;
}

describe('weightsInQ4_0', () => {
  const weightsOf = (id: string, hasFineKeys: boolean) => {
    const model = modelOf(id);
    return weightsInQ4_0({ shape: shapeOf(model), headIsEmbedding: model.headIsEmbedding, hasFineKeys });
  };

  it('has every group of a published file as the file has it', () => {
    assert.deepEqual(weightsOf('qwen2.5-coder-0.5b-instruct-q4_0', false), coderModel.weights);
  });

  for (const [id, tensorBytes] of [
    ['qwen2-0.5b-instruct-q4_0', 346_206_720],
    // Published with a header of 5,950,520 bytes.
    ['qwen2.5-coder-1.5b-instruct-q4_0', 1_060_276_744],
  ] as const) {
    it(`has the size of ${id}, to a few kilobytes`, () => {
      assert.ok(Math.abs(weightsOf(id, false).bytes - tensorBytes) < 10_000);
    });
  }

  it('says what a conversion makes, and how much larger its keys and values are', () => {
    const model = modelOf(catalogue.converted.madeFrom);
    assert.ok(Math.abs(runnableBytes(model) - catalogue.converted.bytes) < 10_000);
    const plain = weightsOf('qwen2.5-coder-0.5b-instruct-q4_0', false);
    assert.equal(weightsOf(model.id, true).bytes - plain.bytes, 2_752_512);
  });
});

describe('publishedMemoryBytes', () => {
  for (const packing of ['rows', 'amx'] as const) {
    it(`says with ${packing} what the estimate from the file says`, () => {
      const question = {
        contextTokens: 2048,
        sequences: fileSequences,
        quantization: 'file',
        packing,
      } as const;
      const model = modelOf('qwen2.5-coder-0.5b-instruct-q4_0');
      assert.equal(kvBytesPerToken(shapeOf(model)), coderModel.shape.kvBytesPerToken);
      assert.equal(
        publishedMemoryBytes(model, 2048, packing),
        estimateMemory(coderModel, question).totalBytes,
      );
    });
  }

  it('asks for twice the memory and more for a model three times as large', () => {
    const bytesOf = (id: string) => publishedMemoryBytes(modelOf(id), 2048, 'rows');
    const ratio = bytesOf('qwen2.5-coder-1.5b-instruct-q4_0') / bytesOf('qwen2.5-coder-0.5b-instruct-q4_0');
    assert.ok(ratio > 1.8 && ratio < 2.5, String(ratio));
  });
});

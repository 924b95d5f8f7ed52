// How long a line would take with another model, and which one is recommended.
import assert from 'node:assert/strict';
import { publishedModels, shapeOf } from '../../../../../src/models/files/publishedModels.ts';
import { predictedLineMs, recommended } from '../../../../../src/models/memory/linePrediction.ts';
import { coderModel } from '../../../../support/coderModel.ts';

const running = { shape: coderModel.shape, speed: { decodeTokensPerSecond: 50 } };

function predicted(id: string, on = running) {
  const model = publishedModels.find((known) => known.id === id);
  assert.ok(model);
  const { headIsEmbedding, convertedFile } = model;
  return predictedLineMs({ shape: shapeOf(model), headIsEmbedding, hasFineKeys: convertedFile !== '' }, on);
}

describe('predictedLineMs', () => {
  it('says of what runs what was measured: eight tokens', () => {
    assert.equal(Math.round(predicted('qwen2.5-coder-0.5b-instruct-q4_0') ?? 0), 160);
  });

  it('says that 8-bit keys and values cost next to nothing', () => {
    const [fine, coarse] = ['q4_k_m', 'q4_0'].map((type) => predicted(`qwen2.5-coder-0.5b-instruct-${type}`));
    assert.ok(fine && coarse && fine > coarse && fine < coarse * 1.02);
  });

  it('goes by the weights that are read for a token: layers and head', () => {
    // 737 and 191 MB against 201 and 145.
    assert.equal(Math.round(predicted('qwen2.5-coder-1.5b-instruct-q4_0') ?? 0), 429);
  });

  it('takes every model for tuned where the running one is', () => {
    const tuned = { ...running, shape: { ...running.shape, vocabularySize: 48_042 } };
    assert.equal(Math.round(predicted('qwen2.5-coder-0.5b-instruct-q4_0', tuned) ?? 0), 160);
    assert.equal(Math.round(predicted('qwen2.5-coder-1.5b-instruct-q4_0', tuned) ?? 0), 517);
  });

  it('takes a finer running model for slower by its bytes', () => {
    const finer = { ...running, shape: { ...running.shape, quantization: 'Q8_0' } };
    assert.ok((predicted('qwen2.5-coder-0.5b-instruct-q4_0', finer) ?? 160) < 110);
  });

  it('says nothing where it knows nothing', () => {
    const unknown = { ...running, shape: { ...running.shape, quantization: 'unknown' } };
    assert.equal(predicted('qwen2.5-coder-0.5b-instruct-q4_0', unknown), undefined);
    assert.equal(
      predicted('qwen2.5-coder-0.5b-instruct-q4_0', { ...running, speed: { decodeTokensPerSecond: 0 } }),
      undefined,
    );
  });
});

describe('recommended', () => {
  const small = { id: 'small', parameters: 1, lineMs: 90, hasRoom: true, isForCode: true };
  const large = { ...small, id: 'large', parameters: 3, lineMs: 240 };
  for (const [what, candidates, expected] of [
    ['the largest that is soon enough', [small, large], 'large'],
    ['a smaller one where that is too slow', [small, { ...large, lineMs: 260 }], 'small'],
    ['a smaller one where that has no room', [small, { ...large, hasRoom: false }], 'small'],
    ['none that is not for code', [small, { ...large, isForCode: false }], 'small'],
    ['the first of equal ones', [small, { ...small, id: 'other' }], 'small'],
    ['nothing where nothing is known', [{ ...small, lineMs: undefined }], undefined],
  ] as const) {
    it(`is ${what}`, () => assert.equal(recommended(candidates), expected));
  }
});

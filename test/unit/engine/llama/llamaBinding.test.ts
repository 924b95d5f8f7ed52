// What llama.cpp and its binding say when they load nothing, as they say it.
import assert from 'node:assert/strict';
import { loadError } from '../../../../engine/llama/llamaBinding.ts';

describe('a model that llama.cpp does not load', () => {
  const failed = new Error('Failed to load model');
  for (const [what, line, kind] of [
    [
      'has not enough memory',
      'llama.cpp error: llama_model_load: error loading model: unable to allocate CPU buffer',
      'outOfMemory',
    ],
    [
      'has not even enough for its tensors’ names',
      'llama.cpp error: llama_model_load: error loading model: std::bad_alloc',
      'outOfMemory',
    ],
    [
      'is damaged',
      "llama.cpp error: llama_model_load: error loading model: tensor 'output.weight' data is not within the file bounds",
      'modelInvalid',
    ],
    ['says nothing', undefined, 'modelInvalid'],
  ] as const) {
    it(`${what}: it is refused as ${kind}`, () => {
      const last = 'llama.cpp error: llama_model_load_from_file_impl: failed to load model';
      const error = loadError(failed, line === undefined ? [] : [line, last]);
      assert.equal(error.kind, kind);
      assert.match(
        error.message,
        kind === 'outOfMemory' ? /not enough free memory/ : /damaged or incomplete/,
      );
      assert.ok(error.message.includes(line ?? failed.message));
      assert.equal(error.cause, failed);
    });
  }

  it('is refused for want of memory where the binding says so itself', () => {
    assert.equal(loadError(new Error('Insufficient memory'), []).kind, 'outOfMemory');
  });
});

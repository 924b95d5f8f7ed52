// Who shares an engine with whom.
import assert from 'node:assert/strict';
import { engineKey } from '../../../../../src/client/shared/engineKey.ts';

const build = { file: '/extension/dist/engine.mjs', bytes: 1, modifiedMs: 2, place: 'here' };
const params = { modelPath: 'm.gguf', contextTokens: 2048, sequences: 10, threads: 0, gpu: 'auto' } as const;
const key = engineKey(build, params);

describe('engineKey', () => {
  it('is the same for the same, in whatever order it is said', () => {
    const { gpu, ...others } = params;
    assert.equal(engineKey(build, { gpu, ...others }), key);
    assert.match(key, /^[0-9a-f]{16}$/);
  });

  for (const [name, other] of [
    ['another model', engineKey(build, { ...params, modelPath: 'n.gguf' })],
    ['another context length', engineKey(build, { ...params, contextTokens: 4096 })],
    ['a fixed number of threads', engineKey(build, { ...params, threads: 2 })],
    ['no graphics processor', engineKey(build, { ...params, gpu: 'off' })],
    ['another build', engineKey({ ...build, modifiedMs: 3 }, params)],
    ['another file at the model’s path', engineKey(build, params, { bytes: 1, modifiedMs: 2 })],
    ['another machine with the same home folder', engineKey({ ...build, place: 'there' }, params)],
  ] as const) {
    it(`is another one for ${name}`, () => assert.notEqual(other, key));
  }
});

// What an inspection says of model files, and how it refuses those that cannot be used: quickly, and with the reason.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EngineError } from '../../../../engine/base/engineError.ts';
import { inspectModel } from '../../../../engine/gguf/inspectModel.ts';
import { useTemporaryFolder } from '../../../support/temporaryFolder.ts';
import { type TinyGguf, tinyGguf } from '../../../support/tinyGguf.ts';
import { tinyModel, tinyVocabulary } from '../../../support/tinyModel.ts';
import { tinyShape } from '../../../support/tinyShape.ts';

const whole = tinyModel({ metadata: tinyShape });

/** A header that only says how much of something there is. */
function claiming(tensors: bigint, entries: bigint, rest = Buffer.alloc(0)): Buffer {
  const counts = Buffer.alloc(24);
  counts.write('GGUF', 0, 'latin1');
  counts.writeUInt32LE(3, 4);
  counts.writeBigUInt64LE(tensors, 8);
  counts.writeBigUInt64LE(entries, 16);
  return Buffer.concat([counts, rest]);
}

/** One entry whose text claims to be as long as nothing is. */
const endlessText = (() => {
  const entry = Buffer.alloc(8 + 1 + 4 + 8);
  entry.writeBigUInt64LE(1n, 0);
  entry.write('k', 8, 'latin1');
  entry.writeUInt32LE(8, 9);
  entry.writeBigUInt64LE(2n ** 50n, 13);
  return entry;
})();

describe('inspectModel', () => {
  const folder = useTemporaryFolder();
  const put = async (bytes: Buffer): Promise<string> => {
    const file = path.join(folder(), 'model.gguf');
    await writeFile(file, bytes);
    return file;
  };
  const refusal = async (file: string): Promise<EngineError> => {
    const error: unknown = await inspectModel(file).then(
      () => undefined,
      (cause: unknown) => cause,
    );
    assert.ok(error instanceof EngineError, `expected an EngineError, got ${String(error)}`);
    return error;
  };

  it('tells shape, licence and the bytes of every part', async () => {
    const { shape, licence, weights, family, fileBytes } = await inspectModel(await put(whole));
    assert.equal(fileBytes, whole.length);
    assert.equal(licence, 'apache-2.0');
    assert.equal(family, 'leftContext');
    assert.deepEqual(
      [shape.layers, shape.hiddenSize, shape.queryHeads, shape.keyValueHeads, shape.headDimension],
      [1, 32, 4, 2, 8],
    );
    assert.equal(shape.quantization, 'Q8_0');
    assert.equal(shape.vocabularySize, tinyVocabulary.tokens.length);
    const rows = tinyVocabulary.tokens.length;
    assert.deepEqual(weights.embedding, { type: 'Q8_0', parameters: rows * 32, bytes: rows * 34 });
    assert.equal(weights.bytes, 2 * rows * 34 + 128 + 102);
  });

  const foreign = tinyGguf({
    metadata: { 'general.architecture': { type: 'string', value: 'llama' } },
    tensors: [],
  });
  const odd = (key: string, value: TinyGguf['metadata'][string]) =>
    tinyModel({ metadata: { ...tinyShape, [key]: value } });
  const unfit: readonly [string, Buffer, EngineError['kind'], RegExp][] = [
    ['an empty file', Buffer.alloc(0), 'modelInvalid', /header/],
    ['another format', Buffer.from('PK\u0003\u0004'.repeat(50)), 'modelInvalid', /not a GGUF model file/],
    ['a header cut off', whole.subarray(0, 300), 'modelInvalid', /ends inside its header/],
    ['weights cut off', whole.subarray(0, whole.length - 64), 'modelInvalid', /ends before its tensor/],
    ['a foreign architecture', foreign, 'modelUnsupported', /architecture is "llama"/],
    ['a version of the future', tinyModel({ version: 9 }), 'modelUnsupported', /GGUF version 9/],
    ['missing fields', tinyModel(), 'modelInvalid', /lacks the field/],
    ['endless metadata', claiming(0n, 2n ** 50n), 'modelInvalid', /claims \d+ metadata entries/],
    ['endless tensors', claiming(2n ** 50n, 0n), 'modelInvalid', /claims \d+ tensors/],
    ['an impossible number', claiming(2n ** 62n, 0n), 'modelInvalid', /impossible number/],
    [
      'token types as a text',
      odd('tokenizer.ggml.token_type', { type: 'string', value: 'x' }),
      'modelInvalid',
      /unexpected type/,
    ],
    [
      'tokens as numbers',
      odd('tokenizer.ggml.tokens', { type: 'int32s', value: [1] }),
      'modelInvalid',
      /unexpected type/,
    ],
    [
      'a layer count as a text',
      odd('qwen2.block_count', { type: 'string', value: '1' }),
      'modelInvalid',
      /unexpected type/,
    ],
    [
      'a layer count of nothing',
      odd('qwen2.block_count', { type: 'int32s', value: [] }),
      'modelInvalid',
      /unexpected type/,
    ],
    [
      'an endless frequency',
      odd('qwen2.rope.freq_base', { type: 'float32', value: Infinity }),
      'modelInvalid',
      /unexpected type/,
    ],
    [
      'a token of impossible length',
      odd('tokenizer.ggml.tokens', { type: 'strings', value: ['a'.repeat(5000)] }),
      'modelInvalid',
      /impossible length/,
    ],
    [
      'a million and one token types',
      odd('tokenizer.ggml.token_type', { type: 'uint8s', value: Array.from({ length: 1_000_001 }, () => 1) }),
      'modelInvalid',
      /claims 1000001 elements/,
    ],
    ['an endless text', claiming(0n, 1n, endlessText), 'modelInvalid', /ends inside its header/],
  ];
  for (const [what, bytes, kind, reason] of unfit) {
    it(`refuses ${what}, saying why`, async () => {
      const error = await refusal(await put(bytes));
      assert.equal(error.kind, kind);
      assert.match(error.message, reason);
    });
  }

  it('reads token types of any width', async () => {
    const types = { type: 'uint8s', value: tinyVocabulary.types } as const;
    const file = await put(tinyModel({ metadata: { ...tinyShape, 'tokenizer.ggml.token_type': types } }));
    assert.deepEqual((await inspectModel(file)).shape.vocabularySize, tinyVocabulary.tokens.length);
  });

  it('refuses metadata larger than any model’s without reading on', async () => {
    const endless = claiming(0n, 1n, endlessText);
    const error = await refusal(await put(Buffer.concat([endless, Buffer.alloc(65 * 1024 * 1024)])));
    assert.match(error.message, /its header is larger than 64 MiB/);
  });

  it('says that there is no file, or none that is one', async () => {
    assert.equal((await refusal(path.join(folder(), 'none.gguf'))).kind, 'modelMissing');
    await mkdir(path.join(folder(), 'folder.gguf'));
    assert.equal((await refusal(path.join(folder(), 'folder.gguf'))).kind, 'modelMissing');
  });
});

// Real weights converted to Q4_0 with 8-bit keys and values, from a published Q4_K_M file: byte for byte what llama.cpp's
// quantizer makes of the same file when it is told to give keys and values eight bits.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { convertModel } from '../../engine/copies/converting/convertModel.ts';
import { inspectModel } from '../../engine/gguf/inspectModel.ts';
import { readHeader } from '../../engine/gguf/readHeader.ts';
import { loadModel } from '../../engine/llama/loadModel.ts';
import { sha256Of } from '../../scripts/weights/verifiedFile.mjs';
import { publishedWeights } from '../../scripts/weights/weights.mjs';
import catalogue from '../../src/models/files/catalogue.json' with { type: 'json' };

const noEvents = { signal: new AbortController().signal, onProgress: () => {} };
const eightBits = { 'attn_k.weight': 'Q8_0', 'attn_v.weight': 'Q8_0' };

async function quantize(target: string, types: object): Promise<void> {
  const command = [
    'test/support/quantizeFile.mjs',
    publishedWeights(),
    target,
    'Q4_0',
    JSON.stringify(types),
  ];
  await promisify(execFile)(process.execPath, command, { maxBuffer: 64 * 1024 * 1024 });
}

/** Each tensor's type and bytes by its name. */
async function tensorsOf(file: string): Promise<ReadonlyMap<string, { type: string; data: Buffer }>> {
  const handle = await open(file);
  try {
    const { tensors, dataStart } = await readHeader(handle);
    const entries = tensors.map(async ({ name, type, offset, byteLength }) => {
      const data = Buffer.alloc(byteLength);
      await handle.read(data, 0, byteLength, dataStart + offset);
      return [name, { type: type.name, data }] as const;
    });
    return new Map(await Promise.all(entries));
  } finally {
    await handle.close();
  }
}

describe('real weights converted to Q4_0 with 8-bit keys and values', () => {
  let folder: string;
  const file = (name: string) => path.join(folder, `${name}.gguf`);
  before(async function () {
    this.timeout(300_000);
    folder = await mkdtemp(path.join(os.tmpdir(), 'hearth-converting-'));
    const request = { modelPath: publishedWeights(), targetPath: file('ours') };
    assert.equal((await convertModel(request, noEvents)).kind, 'converted');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('are the file that everybody gets from the same source', async () => {
    assert.equal(await sha256Of(file('ours')), catalogue.converted.sha256);
  });

  it('are what llama.cpp makes of them, from every type that is in the source', async function () {
    this.timeout(120_000);
    await quantize(file('theirs'), eightBits);
    const sourceTypes = new Set([...(await tensorsOf(publishedWeights())).values()].map(({ type }) => type));
    assert.deepEqual([...sourceTypes].toSorted(), ['F32', 'Q4_K', 'Q5_0', 'Q6_K', 'Q8_0']);
    const [expected, made] = [await tensorsOf(file('theirs')), await tensorsOf(file('ours'))];
    assert.equal(made.size, expected.size);
    const different = [...expected].filter(([name, { type, data }]) => {
      const tensor = made.get(name);
      return tensor?.type !== type || !tensor.data.equals(data);
    });
    assert.deepEqual(
      different.map(([name]) => name),
      [],
    );
    const fine = [...made].filter(([, { type }]) => type === 'Q8_0').map(([name]) => name);
    // Keys and values of all layers, and the head.
    assert.equal(fine.length, 24 * 2 + 1);
  });

  it('say what they are, and answer', async function () {
    this.timeout(60_000);
    const { weights } = await inspectModel(file('ours'));
    assert.deepEqual([weights.layerMatrices.type, weights.keysAndValues.type], ['Q4_0', 'Q8_0']);
    const params = { modelPath: file('ours'), contextTokens: 256, sequences: 1, threads: 0 };
    const backend = await loadModel(params, () => {});
    assert.equal(backend.shape.quantization, 'Q4_0');
    await backend.dispose();
  });
});

// Real weights converted to Q4_0, from the types of a Q4_K_M file: byte for byte what llama.cpp's quantizer makes.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { convertModel } from '../../engine/copies/converting/convertModel.ts';
import { readHeader } from '../../engine/gguf/readHeader.ts';
import { loadModel } from '../../engine/llama/loadModel.ts';

const weights = process.env['HEARTH_TEST_MODEL'] ?? '';
const noEvents = { signal: new AbortController().signal, onProgress: () => {} };

async function quantize(source: string, target: string, type: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/weights/quantizeFile.mjs', source, target, type], {
    maxBuffer: 64 * 1024 * 1024,
  });
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

describe('real weights converted to Q4_0', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'hearth-converting-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('are what llama.cpp makes of them, and answer', async function () {
    this.timeout(300_000);
    const [mixed, theirs, ours] = ['mixed', 'theirs', 'ours'].map((name) =>
      path.join(folder, `${name}.gguf`),
    ) as [string, string, string];
    await quantize(weights, mixed, 'Q4_K_M');
    await quantize(mixed, theirs, 'Q4_0');
    assert.equal((await convertModel({ modelPath: mixed, targetPath: ours }, noEvents)).kind, 'converted');
    const sourceTypes = new Set([...(await tensorsOf(mixed)).values()].map(({ type }) => type));
    assert.deepEqual([...sourceTypes].toSorted(), ['F32', 'Q4_K', 'Q5_0', 'Q6_K', 'Q8_0']);
    const [expected, made] = [await tensorsOf(theirs), await tensorsOf(ours)];
    const different = [...expected].filter(([name, { type, data }]) => {
      const tensor = made.get(name);
      return tensor?.type !== type || !tensor.data.equals(data);
    });
    assert.deepEqual(
      different.map(([name]) => name),
      [],
    );
    const backend = await loadModel(
      { modelPath: ours, contextTokens: 256, sequences: 1, threads: 0 },
      () => {},
    );
    assert.equal(backend.shape.quantization, 'Q4_0');
    await backend.dispose();
  });
});

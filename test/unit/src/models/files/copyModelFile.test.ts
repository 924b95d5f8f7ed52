// Model files copied into a folder: whole or not at all, and never in place of another one.
import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { copyModelFile } from '../../../../../src/models/files/copyModelFile.ts';
import { useTemporaryFolder } from '../../../../support/temporaryFolder.ts';

describe('copyModelFile', () => {
  const folder = useTemporaryFolder();
  const source = () => path.join(folder(), 'from', 'model.gguf');
  const models = () => path.join(folder(), 'models');
  const copy = async (onBytes = (_count: number) => {}, stop = new AbortController()) =>
    await copyModelFile(source(), models(), stop.signal, onBytes);

  beforeEach(async () => {
    await mkdir(path.dirname(source()));
    await writeFile(source(), 'weights');
  });

  it('copies, and tells how far it is', async () => {
    let bytes = 0;
    const result = await copy((count) => {
      bytes += count;
    });
    assert.deepEqual(result, { kind: 'there', path: path.join(models(), 'model.gguf') });
    assert.equal(bytes, 7);
    assert.deepEqual(await readdir(models()), ['model.gguf']);
  });

  it('takes another name where another file has this one, which may be in use', async () => {
    await mkdir(models());
    await writeFile(path.join(models(), 'model.gguf'), 'other weights');
    const result = await copy();
    assert.deepEqual(result, { kind: 'there', path: path.join(models(), 'model-2.gguf') });
    assert.equal(await readFile(path.join(models(), 'model.gguf'), 'utf8'), 'other weights');
    assert.equal(await readFile(path.join(models(), 'model-2.gguf'), 'utf8'), 'weights');
  });

  it('is there already', async () => {
    await copy();
    assert.deepEqual(await copy(), { kind: 'there', path: path.join(models(), 'model.gguf') });
    assert.deepEqual(await readdir(models()), ['model.gguf']);
  });

  it('makes one whole file of two copies at once', async () => {
    await Promise.all([copy(), copy(), copy()]);
    for (const name of await readdir(models()))
      assert.equal(await readFile(path.join(models(), name), 'utf8'), 'weights', name);
  });

  it('leaves nothing behind when it is stopped', async () => {
    const stop = new AbortController();
    assert.deepEqual(await copy(() => stop.abort(), stop), { kind: 'stopped' });
    assert.deepEqual(await readdir(models()), []);
  });

  it('places nothing that does not read as what was copied', async () => {
    await writeFile(source(), Buffer.alloc(300_000, 1));
    const damage = () => {
      const part = readdirSync(models()).find((name) => name.endsWith('.part'));
      if (part === undefined || readFileSync(path.join(models(), part)).length === 0) return;
      appendFileSync(path.join(models(), part), Buffer.alloc(400_000));
    };
    assert.deepEqual(await copy(damage), { kind: 'differs' });
    assert.deepEqual(await readdir(models()), []);
  });
});

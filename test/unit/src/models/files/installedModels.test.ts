// The files in Hearth's own folder: what they are, what belongs to them, and that nothing of them is left behind.
import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  availableModels,
  installedModels,
  removeInstalled,
  verifyInstalled,
} from '../../../../../src/models/files/installedModels.ts';
import {
  expectedHashes,
  hashesOf,
  isSource,
  publishedAs,
  publishedModels,
  runnableFile,
} from '../../../../../src/models/files/publishedModels.ts';
import { useTemporaryFolder } from '../../../../support/temporaryFolder.ts';

const converted = 'qwen2.5-coder-0.5b-instruct-q4_0-from-q4_k_m.gguf';
const copy = 'tuned/qwen2.5-coder-0.5b-instruct-q4_0-from-q4_k_m-ascii50000v1-4x5.gguf';

describe('installedModels', () => {
  const folder = useTemporaryFolder();
  beforeEach(async () => {
    await mkdir(path.join(folder(), 'tuned'));
    for (const [name, text] of [
      [converted, 'GGUF'],
      [`${converted}.json`, '{}'],
      [copy, 'tuned copy'],
      ['tuned/another-ascii50000v1-4x5.gguf', 'another’s'],
      ['mine.gguf', 'GGUF mine'],
      ['qwen2-0_5b-instruct-q4_0.gguf.part', 'half'],
    ] as const)
      await writeFile(path.join(folder(), name), text);
  });

  it('finds nothing where there is no folder', async () => {
    assert.deepEqual(await installedModels(path.join(folder(), 'none')), []);
  });

  it('tells what each is and what its copies cost', async () => {
    const models = await installedModels(folder());
    assert.deepEqual(
      models.map(({ name, bytes, copyBytes }) => [name, bytes, copyBytes]),
      [
        ['mine.gguf', 9, 0],
        ['Qwen2.5-Coder 0.5B Instruct (Q4_0)', 4, 10],
      ],
    );
  });

  it('offers what is missing, with what a paused download brought', async () => {
    const available = await availableModels(folder(), await installedModels(folder()));
    assert.deepEqual(
      available.map(({ model, partBytes }) => [model.id, partBytes]),
      [
        ['qwen2.5-coder-0.5b-instruct-q4_k_m', 0],
        ['qwen2.5-coder-0.5b-instruct-q8_0', 0],
        ['qwen2.5-coder-0.5b-base-q8_0', 0],
        ['qwen2.5-coder-1.5b-instruct-q4_0', 0],
        ['qwen2.5-coder-1.5b-base-q8_0', 0],
        ['qwen2-0.5b-instruct-q4_0', 4],
      ],
    );
  });

  it('goes on offering what is downloaded but not converted, and tells both apart', async () => {
    await writeFile(path.join(folder(), 'qwen2.5-coder-0.5b-q8_0.gguf'), 'GGUF');
    const installed = await installedModels(folder());
    const source = installed.find((model) => model.isSource);
    assert.equal(source?.name, 'Qwen2.5-Coder 0.5B (base) (Q8_0)');
    const offered = await availableModels(folder(), installed);
    const downloaded = offered.filter(({ isDownloaded }) => isDownloaded);
    assert.deepEqual(
      downloaded.map(({ model }) => model.id),
      ['qwen2.5-coder-0.5b-base-q8_0'],
    );
    await writeFile(path.join(folder(), 'qwen2.5-coder-0.5b-q4_0-kv8-from-q8_0.gguf'), 'GGUF');
    const then = await availableModels(folder(), await installedModels(folder()));
    assert.ok(then.every(({ model }) => model.id !== 'qwen2.5-coder-0.5b-base-q8_0'));
  });

  it('knows a damaged file, and one that it cannot know', async () => {
    const [mine, coder] = await installedModels(folder());
    assert.ok(mine && coder);
    assert.deepEqual(await Promise.all([verifyInstalled(mine), verifyInstalled(coder)]), [
      'unknown',
      'wrong',
    ]);
  });

  it('removes a model with its copies and its record, and nothing else', async () => {
    const coder = (await installedModels(folder())).find(({ published }) => published !== undefined);
    assert.ok(coder);
    await removeInstalled(coder);
    assert.deepEqual((await readdir(folder(), { recursive: true })).toSorted(), [
      'mine.gguf',
      'qwen2-0_5b-instruct-q4_0.gguf.part',
      'tuned',
      'tuned/another-ascii50000v1-4x5.gguf',
    ]);
  });
});

describe('published models', () => {
  it('takes what llama.cpp’s quantizer makes for the published file that it equals', () => {
    const model = publishedAs(converted);
    assert.equal(model?.file, 'qwen2.5-coder-0.5b-instruct-q4_0.gguf');
    assert.ok(model && hashesOf(model).length > 1);
  });

  it('knows what of a source is converted, and the hash of what it knows', () => {
    const [model] = publishedModels;
    assert.ok(model);
    assert.deepEqual([isSource(model.file), isSource(runnableFile(model))], [true, false]);
    assert.equal(publishedAs(runnableFile(model)), model);
    assert.deepEqual(expectedHashes(model.file), [model.sha256]);
    assert.equal(expectedHashes(runnableFile(model)).length, 1);
    assert.deepEqual(expectedHashes('qwen2.5-coder-0.5b-q4_0-kv8-from-q8_0.gguf'), []);
    assert.deepEqual(expectedHashes('mine.gguf'), []);
  });

  it('has a name, an address, a hash and a file of its own for every one', () => {
    for (const key of ['id', 'title', 'file', 'sha256'] as const)
      assert.equal(new Set(publishedModels.map((model) => model[key])).size, publishedModels.length);
    const made = publishedModels.map(runnableFile);
    assert.equal(new Set(made).size, made.length);
    for (const { sha256, revision } of publishedModels) {
      assert.match(sha256, /^[0-9a-f]{64}$/);
      assert.match(revision, /^[0-9a-f]{40}$/);
    }
  });

  it('has one hash of every other', () => {
    for (const model of publishedModels.filter(({ id }) => id !== publishedAs(converted)?.id))
      assert.deepEqual(hashesOf(model), [model.sha256]);
  });
});

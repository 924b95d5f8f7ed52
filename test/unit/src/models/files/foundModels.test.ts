// Model files of other programs, found in their layouts; nothing outside their folders, nothing written.
import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findModels, modelPlaces } from '../../../../../src/models/files/foundModels.ts';
import { useTemporaryFolder } from '../../../../support/temporaryFolder.ts';

const digest = 'a'.repeat(64);

describe('findModels', () => {
  const home = useTemporaryFolder();

  async function put(file: string, text: string): Promise<string> {
    const target = path.join(home(), file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
    return target;
  }
  const find = () => findModels(modelPlaces({ HOME: home() }, 'linux'));

  it('finds nothing where there is nothing', async () => {
    assert.deepEqual(await find(), []);
  });

  it('finds what Ollama’s manifests name, and no file outside its folder', async () => {
    const layer = { mediaType: 'application/vnd.ollama.image.model', digest: `sha256:${digest}` };
    const manifests = '.ollama/models/manifests/some.host/library';
    await put(`${manifests}/qwen2.5-coder/0.5b`, JSON.stringify({ layers: [layer] }));
    await put(
      `${manifests}/evil/latest`,
      JSON.stringify({ layers: [{ ...layer, digest: '../../../secret' }] }),
    );
    await put(`${manifests}/half/latest`, '{"layers": [');
    const blob = await put(`.ollama/models/blobs/sha256-${digest}`, 'GGUF');
    assert.deepEqual(await find(), [{ owner: 'Ollama', name: 'qwen2.5-coder:0.5b', path: blob, bytes: 4 }]);
  });

  it('finds files of LM Studio, llama.cpp and the Hugging Face cache, which are links there', async () => {
    await put('.lmstudio/models/Qwen/coder/coder.gguf', 'GGUF');
    await put('.cache/llama.cpp/small.gguf', 'GGUF');
    await put('.cache/llama.cpp/notes.txt', 'no model');
    const blob = await put('.cache/huggingface/hub/models--Qwen--c/blobs/abc', 'GGUF');
    const link = path.join(home(), '.cache/huggingface/hub/models--Qwen--c/snapshots/1/c.gguf');
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(blob, link);
    await symlink(path.join(home(), 'gone'), path.join(path.dirname(link), 'gone.gguf'));
    assert.deepEqual(
      (await find()).map(({ owner, name }) => `${owner}: ${name}`),
      ['LM Studio: coder.gguf', 'llama.cpp: small.gguf', 'Hugging Face: c.gguf'],
    );
  });
});

// Model files that other programs keep on this machine. Reads their folders, never writes; knows how each lays them out.
// Must not know which files can be run: their names say nothing.
import { readdir, readFile, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export interface FoundModel {
  /** The program that keeps the file. */
  readonly owner: string;
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

interface Place {
  readonly owner: string;
  readonly folder: string;
  readonly layout: 'files' | 'ollama';
}

const mostDepth = 6;
/** Someone's whole collection; more are not looked at. */
const mostFiles = 5000;

export function modelPlaces(env = process.env, platform = process.platform): readonly Place[] {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? os.homedir();
  const cache =
    platform === 'darwin'
      ? path.join(home, 'Library/Caches')
      : (env['XDG_CACHE_HOME'] ?? path.join(home, '.cache'));
  const huggingFace = env['HF_HOME'] ?? path.join(home, '.cache/huggingface');
  return [
    { owner: 'Ollama', folder: env['OLLAMA_MODELS'] ?? path.join(home, '.ollama/models'), layout: 'ollama' },
    { owner: 'LM Studio', folder: path.join(home, '.lmstudio/models'), layout: 'files' },
    { owner: 'LM Studio', folder: path.join(home, '.cache/lm-studio/models'), layout: 'files' },
    { owner: 'llama.cpp', folder: env['LLAMA_CACHE'] ?? path.join(cache, 'llama.cpp'), layout: 'files' },
    { owner: 'Hugging Face', folder: env['HF_HUB_CACHE'] ?? path.join(huggingFace, 'hub'), layout: 'files' },
  ];
}

export async function findModels(places: readonly Place[] = modelPlaces()): Promise<readonly FoundModel[]> {
  const found = await Promise.all(
    places.map(({ owner, folder, layout }) =>
      layout === 'ollama' ? ollamaModels(owner, folder) : modelFiles(owner, folder),
    ),
  );
  return found.flat();
}

async function modelFiles(owner: string, folder: string): Promise<readonly FoundModel[]> {
  const files = await filesUnder(folder);
  const models = files.filter((file) => /\.gguf$/i.test(file) && !/mmproj/i.test(file));
  return await withSizes(models.map((file) => ({ owner, name: path.basename(file), path: file })));
}

/** Ollama keeps a manifest for each name and tag, and the files under their hashes. */
async function ollamaModels(owner: string, folder: string): Promise<readonly FoundModel[]> {
  const manifests = await filesUnder(path.join(folder, 'manifests'));
  const models = await Promise.all(
    manifests.map(async (manifest) => {
      const digest = await modelDigest(manifest);
      if (digest === undefined) return [];
      const name = manifest.split(path.sep).slice(-2).join(':');
      return [{ owner, name, path: path.join(folder, 'blobs', digest.replace(':', '-')) }];
    }),
  );
  return await withSizes(models.flat());
}

async function modelDigest(manifest: string): Promise<string | undefined> {
  try {
    const { layers } = JSON.parse(await readFile(manifest, 'utf8')) as {
      readonly layers?: readonly { readonly mediaType?: string; readonly digest?: string }[];
    };
    const digest = layers?.find((layer) => layer.mediaType === 'application/vnd.ollama.image.model')?.digest;
    // Anything else could lead out of the folder.
    return digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : undefined;
  } catch {
    // No manifest, or one that is being written: as good as none.
    return undefined;
  }
}

async function withSizes(models: readonly Omit<FoundModel, 'bytes'>[]): Promise<readonly FoundModel[]> {
  const sized = await Promise.all(
    models.map(async (model) => {
      // A link to a file that is gone.
      const found = await stat(model.path).catch(() => undefined);
      return found?.isFile() ? [{ ...model, bytes: found.size }] : [];
    }),
  );
  return sized.flat();
}

async function filesUnder(folder: string, depth = mostDepth): Promise<readonly string[]> {
  // What is not there or may not be read holds nothing for us.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const nested = await Promise.all(
    entries.slice(0, mostFiles).map(async (entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return depth > 0 ? await filesUnder(file, depth - 1) : [];
      return [file];
    }),
  );
  return nested.flat().slice(0, mostFiles);
}

// The model files in Hearth's own folder with what belongs to them. Knows the folder, not what is in a file.
// Must not know VS Code.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { PartFile } from '../download/partFile.ts';
import { type CatalogueModel, hashesOf, publishedAs, publishedModels } from './publishedModels.ts';
import { isCopyOf } from './tunedCopies.ts';

export interface InstalledModel {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** Copies of it that Hearth made, tuned to code. */
  readonly copies: readonly string[];
  readonly copyBytes: number;
  readonly published: CatalogueModel | undefined;
}

export interface AvailableModel {
  readonly model: CatalogueModel;
  /** What a paused download has brought. */
  readonly partBytes: number;
}

export async function installedModels(folder: string): Promise<readonly InstalledModel[]> {
  const copies = await filesIn(path.join(folder, 'tuned'));
  const files = await filesIn(folder);
  return files.map(({ path: file, bytes }) => {
    const name = path.basename(file);
    const own = copies.filter((copy) => isCopyOf(path.basename(copy.path), name));
    const published = publishedAs(name);
    const copyBytes = own.reduce((sum, copy) => sum + copy.bytes, 0);
    return {
      path: file,
      name: published?.title ?? name,
      bytes,
      copies: own.map((copy) => copy.path),
      copyBytes,
      published,
    };
  });
}

interface SizedFile {
  readonly path: string;
  readonly bytes: number;
}

async function filesIn(folder: string): Promise<readonly SizedFile[]> {
  // Before the first download there is no folder.
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.gguf')).map((name) => path.join(folder, name));
  const sized = await Promise.all(
    files.map(async (file) => {
      // Another window may just have removed it.
      const found = await stat(file).catch(() => undefined);
      return found === undefined ? [] : [{ path: file, bytes: found.size }];
    }),
  );
  return sized.flat();
}

export async function availableModels(
  folder: string,
  installed: readonly InstalledModel[],
): Promise<readonly AvailableModel[]> {
  const missing = publishedModels.filter(
    (model) => !installed.some(({ published }) => published?.id === model.id),
  );
  return await Promise.all(
    missing.map(async (model) => ({
      model,
      partBytes: await new PartFile(path.join(folder, model.file)).size(),
    })),
  );
}

/** Whether a file still is what was published; `unknown` when Hearth knows no hash of it. */
export async function verifyInstalled(
  { path: file, published }: Pick<InstalledModel, 'path' | 'published'>,
  signal?: AbortSignal,
): Promise<'right' | 'wrong' | 'unknown'> {
  if (published === undefined) return 'unknown';
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { signal })) hash.update(chunk as Uint8Array);
  return hashesOf(published).includes(hash.digest('hex')) ? 'right' : 'wrong';
}

/** Removes a file of Hearth's own folder with its copies and the record beside it. */
export async function removeInstalled({ path: file, copies }: InstalledModel): Promise<void> {
  for (const own of [file, `${file}.json`, ...copies]) await rm(own, { force: true });
}

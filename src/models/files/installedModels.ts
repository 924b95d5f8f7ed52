// The model files in Hearth's own folder with what belongs to them. Knows the folder, not what is in a file.
// Must not know VS Code.
import { readdir, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { PartFile } from '../download/partFile.ts';
import { sha256Of } from '../download/sha256Of.ts';
import {
  type CatalogueModel,
  expectedHashes,
  isSource,
  publishedAs,
  publishedModels,
} from './publishedModels.ts';
import { isCopyOf } from './tunedCopies.ts';

export interface InstalledModel {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** Copies of it that Hearth made, tuned to code. */
  readonly copies: readonly string[];
  readonly copyBytes: number;
  readonly published: CatalogueModel | undefined;
  /** It runs as it is, and better once it is converted. */
  readonly isSource: boolean;
}

export interface AvailableModel {
  readonly model: CatalogueModel;
  /** What a paused download has brought. */
  readonly partBytes: number;
  /** It is downloaded already, and not converted. */
  readonly isDownloaded: boolean;
}

export async function installedModels(folder: string): Promise<readonly InstalledModel[]> {
  const copies = await filesIn(path.join(folder, 'tuned'));
  const files = await filesIn(folder);
  return files.map(({ path: file, realPath, bytes }) => {
    const name = path.basename(file);
    const own = copies.filter((copy) => isCopyOf(path.basename(copy.path), { path: file, realPath }));
    const published = publishedAs(name);
    const copyBytes = own.reduce((sum, copy) => sum + copy.bytes, 0);
    return {
      path: file,
      name: titleOf(name, published),
      bytes,
      copies: own.map((copy) => copy.path),
      copyBytes,
      published,
      isSource: isSource(name),
    };
  });
}

function titleOf(name: string, published: CatalogueModel | undefined): string {
  if (published === undefined) return name;
  return isSource(name) ? `${published.title} (${published.quantization})` : published.title;
}

interface SizedFile {
  readonly path: string;
  readonly realPath: string;
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
      if (found === undefined) return [];
      return [{ path: file, realPath: await realpath(file).catch(() => file), bytes: found.size }];
    }),
  );
  return sized.flat();
}

export async function availableModels(
  folder: string,
  installed: readonly InstalledModel[],
): Promise<readonly AvailableModel[]> {
  const isThere = (of: (model: InstalledModel) => boolean) => installed.some(of);
  const missing = publishedModels.filter(
    (model) => !isThere(({ published, isSource: isDownload }) => published?.id === model.id && !isDownload),
  );
  return await Promise.all(
    missing.map(async (model) => ({
      model,
      partBytes: await new PartFile(path.join(folder, model.file)).size(),
      isDownloaded: isThere(({ path: file }) => path.basename(file) === model.file),
    })),
  );
}

/** Whether a file still is what was published; `unknown` when Hearth knows no hash of it. */
export async function verifyInstalled(
  { path: file }: Pick<InstalledModel, 'path'>,
  signal?: AbortSignal,
): Promise<'right' | 'wrong' | 'unknown'> {
  const expected = expectedHashes(path.basename(file));
  if (expected.length === 0) return 'unknown';
  return expected.includes(await sha256Of(file, signal)) ? 'right' : 'wrong';
}

/** Removes a file of Hearth's own folder with its copies and the record beside it. */
export async function removeInstalled({ path: file, copies }: InstalledModel): Promise<void> {
  for (const own of [file, `${file}.json`, ...copies]) await rm(own, { force: true });
}

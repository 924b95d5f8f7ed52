// The model files in Hearth's own folder, and the published ones that could be. Knows the folder and the catalogue.
// Must not know VS Code.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import catalogue from './catalogue.json' with { type: 'json' };

export type CatalogueModel = (typeof catalogue.models)[number];

export interface InstalledModel {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly published: CatalogueModel | undefined;
}

export async function installedModels(folder: string): Promise<readonly InstalledModel[]> {
  // Before the first download there is no folder.
  const names = await readdir(folder).catch(() => []);
  const models = await Promise.all(
    names.filter((name) => name.endsWith('.gguf')).map((name) => describe(path.join(folder, name))),
  );
  return models.flat();
}

async function describe(file: string): Promise<readonly InstalledModel[]> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return [];
  const name = path.basename(file);
  const published = catalogue.models.find((model) => model.file === name);
  return [{ path: file, name: published?.title ?? name, bytes: found.size, published }];
}

export function availableModels(installed: readonly InstalledModel[]): readonly CatalogueModel[] {
  return catalogue.models.filter((model) => !installed.some(({ published }) => published?.id === model.id));
}

/** Whether a file still is what was published; `unknown` when Hearth knows no hash of it. */
export async function verifyInstalled({
  path: file,
  published,
}: InstalledModel): Promise<'right' | 'wrong' | 'unknown'> {
  if (published === undefined) return 'unknown';
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest('hex') === published.sha256 ? 'right' : 'wrong';
}

/** Removes a file of Hearth's own folder with the record beside it. */
export async function removeInstalled({ path: file }: InstalledModel): Promise<void> {
  await rm(file, { force: true });
  await rm(`${file}.json`, { force: true });
}

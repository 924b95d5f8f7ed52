// Which model file to run: the one in the settings, else the best one in the per-user cache.
// Pure but for the check that it is given; must not know VS Code or what a model is.
import catalogue from './catalogue.json' with { type: 'json' };
import { publishedModels, runnableFile } from './publishedModels.ts';

/** Files that may stand in the cache, best first: as the catalogue has them, and last what is still to be converted. */
const knownFiles: readonly string[] = [
  ...publishedModels.flatMap((model) =>
    model.id === catalogue.madeEarlier.equals
      ? [runnableFile(model), catalogue.madeEarlier.file]
      : [runnableFile(model)],
  ),
  ...publishedModels.map(({ file }) => file),
];

/** The path to use; undefined when nothing is set and nothing is in the cache. A set path is taken as it is. */
export async function locateModel(
  settingPath: string,
  cacheFolder: string,
  exists: (file: string) => Promise<boolean>,
  join: (folder: string, file: string) => string,
): Promise<string | undefined> {
  if (settingPath !== '') return settingPath;
  for (const file of knownFiles) {
    const candidate = join(cacheFolder, file);
    if (await exists(candidate)) return candidate;
  }
  return undefined;
}

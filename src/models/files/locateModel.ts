// Which model file to run: the one in the settings, else the best one in the per-user cache.
// Pure but for the check that it is given; must not know VS Code or what a model is.
import catalogue from './catalogue.json' with { type: 'json' };

/** Files that may stand in the cache, best first. */
const knownFiles: readonly string[] = [
  ...catalogue.models.filter((model) => model.id.includes('coder') && model.id.endsWith('q4_0')),
  catalogue.converted,
  ...catalogue.models,
].map((model) => model.file);

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

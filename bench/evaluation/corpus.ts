// The packages that cases are cut from, read into sources of the evaluation's languages.
// Must not know cursors or models, nor how packages are fetched.
import path from 'node:path';
import corpus from './corpus.json' with { type: 'json' };
import { readSources, releaseFolder, type SourceFile } from './releases.ts';

export interface PackageSources {
  readonly name: string;
  /** Of the sources of the release `after`. */
  readonly folder: string;
  readonly before: readonly SourceFile[];
  readonly after: readonly SourceFile[];
}

const languageOfExtension: Readonly<Record<string, string>> = {
  '.ts': 'typescript',
  '.tsx': 'typescriptreact',
  '.js': 'javascript',
  '.py': 'python',
};
/** Built copies, and text that nobody types. */
const leftOut = /(^|\/)(dist|_cjs|_esm|_types|node_modules|llhttp)\/|\.d\.ts$|\.min\.js$|wordlists?\//;

/** Fetches what is not in the cache yet. @throws Error when a release cannot be had or is not the pinned one. */
export async function readCorpus(say: (line: string) => void): Promise<PackageSources[]> {
  const sources: PackageSources[] = [];
  for (const item of corpus.packages) {
    const [folderBefore, folder] = await Promise.all([
      releaseFolder(item, item.before, say),
      releaseFolder(item, item.after, say),
    ]);
    const read = (from: string) => readSources(item.name, from, languageOf);
    const [before, after] = await Promise.all([read(folderBefore), read(folder)]);
    sources.push({ name: item.name, folder, before, after });
  }
  return sources;
}

function languageOf(name: string): string | undefined {
  return leftOut.test(name) ? undefined : languageOfExtension[path.extname(name)];
}

// The packages that cases are cut from, read into sources of the evaluation's languages.
// Must not know cursors or models, nor how packages are fetched.
import path from 'node:path';
import corpus from './corpus.json' with { type: 'json' };
import { readSources, releaseFolder, type SourceFile } from './releases.ts';

export interface PackageSources {
  readonly name: string;
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
    const [before, after] = await Promise.all(
      [item.before, item.after].map(async (release) =>
        readSources(item.name, await releaseFolder(item, release, say), languageOf),
      ),
    );
    sources.push({ name: item.name, before: before ?? [], after: after ?? [] });
  }
  return sources;
}

function languageOf(name: string): string | undefined {
  return leftOut.test(name) ? undefined : languageOfExtension[path.extname(name)];
}

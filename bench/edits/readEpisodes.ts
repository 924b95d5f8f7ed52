// The benchmark's episodes: from pinned pairs of releases, so many a language, the same in every run.
// Knows packages; must not know rules.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { TextRange } from '../../src/base/ranges.ts';
import type { ScopeContext } from '../../src/context/scopeContext.ts';
import { seededRandom, shuffled } from '../evaluation/random.ts';
import { type PinnedPackage, readSources, releaseFolder, type SourceFile } from '../evaluation/releases.ts';
import { type CallEpisode, callEpisodes } from './callEpisodes.ts';
import type { Episode } from './episode.ts';
import { fileDifference } from './fileDifference.ts';
import { groupedBy } from './groupedBy.ts';
import { type FilePair, mineEpisodes } from './mineEpisodes.ts';
import packages from './packages.json' with { type: 'json' };

const languageOfExtension: Readonly<Record<string, string>> = {
  '.ts': 'typescript',
  '.tsx': 'typescriptreact',
  '.js': 'javascript',
  '.py': 'python',
  '.go': 'go',
  '.rs': 'rust',
  '.java': 'java',
  '.cs': 'csharp',
  '.php': 'php',
  '.c': 'c',
  '.h': 'cpp',
  '.cpp': 'cpp',
};
const leftOut =
  /(^|\/)(dist|build|_cjs|_esm|_types|node_modules|llhttp|vendor|testdata|locale)\/|\.d\.ts$|\.min\.js$|\.pb\.go$|_pb2\.py$|zz_generated/;
const fileCharacters = { min: 200, max: 200_000 };
const maxFilesPerPackage = 250;
const maxEpisodesPerFile = 2;
const maxEpisodesPerPackage = 45;
const maxPositivesPerLanguage = 90;
const seed = 20_261_128;

export async function readEpisodes(syntax: ScopeContext, say: (line: string) => void): Promise<Episode[]> {
  const mined: Episode[] = [];
  for (const item of packages.packages) mined.push(...(await packageEpisodes(item, syntax, say)));
  return evenly(mined);
}

/** Of all packages: parameters that were added, and what their calls were given. */
export async function readCallEpisodes(
  syntax: ScopeContext,
  say: (line: string) => void,
): Promise<CallEpisode[]> {
  const found: CallEpisode[] = [];
  for (const item of packages.packages)
    for (const pair of await filePairs(item, say)) {
      await syntax.prepare(pair.languageId);
      found.push(...callEpisodes(pair, syntax));
    }
  return found;
}

export async function packageEpisodes(
  item: PinnedPackage,
  syntax: ScopeContext,
  say: (line: string) => void,
): Promise<Episode[]> {
  const found: Episode[] = [];
  for (const pair of await filePairs(item, say)) {
    await syntax.prepare(pair.languageId);
    found.push(...minePair(pair, syntax));
  }
  return chosen(found, maxEpisodesPerPackage);
}

/** So that no language decides the result. */
export function evenly(mined: readonly Episode[]): Episode[] {
  return groupedBy(mined, ({ languageId }) => languageId).flatMap((some) =>
    chosen(some, maxPositivesPerLanguage),
  );
}

/** So many positives, and half as many negatives, of each kind alike as far as there are. */
function chosen(episodes: readonly Episode[], maxPositives: number): Episode[] {
  const random = seededRandom(seed);
  const mixed = shuffled(random, episodes);
  const positives = mixed.filter(({ negative }) => negative === undefined).slice(0, maxPositives);
  const byKind = groupedBy(
    mixed.filter(({ negative }) => negative !== undefined),
    ({ negative }) => negative ?? '',
  );
  const wanted = Math.ceil(positives.length / 2);
  const negatives: Episode[] = [];
  for (let turn = 0; negatives.length < wanted && byKind.some((kind) => turn < kind.length); turn++) {
    for (const kind of byKind) {
      const episode = kind[turn];
      if (episode !== undefined && negatives.length < wanted) negatives.push(episode);
    }
  }
  return [...positives, ...negatives];
}

function minePair(pair: FilePair, syntax: ScopeContext): Episode[] {
  const difference = fileDifference(pair.oldText, pair.newText);
  if (difference === undefined) return [];
  const uri = `file:///${pair.id}`;
  const random = seededRandom(seed);
  const factsOf = (text: string, range: TextRange) =>
    syntax.factsIn({ uri, languageId: pair.languageId, version: 1, text })?.(range);
  const episodes = mineEpisodes(pair, difference, factsOf, random);
  syntax.close(uri);
  const ofFile = (isNegative: boolean) =>
    shuffled(
      random,
      episodes.filter(({ negative }) => (negative !== undefined) === isNegative),
    ).slice(0, maxEpisodesPerFile);
  return [...ofFile(false), ...ofFile(true)];
}

async function filePairs(item: PinnedPackage, say: (line: string) => void): Promise<FilePair[]> {
  const before = await sourcesIn(item, await releaseFolder(item, item.before, say));
  const after = await sourcesIn(item, await releaseFolder(item, item.after, say));
  const oldTexts = new Map(before.map((file) => [file.path, file.text]));
  const pairs = after.flatMap(({ path: name, languageId, text }) => {
    const oldText = oldTexts.get(name);
    if (oldText === undefined || oldText === text) return [];
    if (Math.min(text.length, oldText.length) < fileCharacters.min) return [];
    if (Math.max(text.length, oldText.length) > fileCharacters.max) return [];
    return [{ id: `${item.name}/${name}`, languageId, oldText, newText: text }];
  });
  return shuffled(seededRandom(seed), pairs).slice(0, maxFilesPerPackage);
}

/** There are folders that are named as files are. */
async function sourcesIn(item: PinnedPackage, folder: string): Promise<readonly SourceFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  const names = new Set(files.filter((name) => !leftOut.test(name)));
  return await readSources(item.name, folder, (name) =>
    names.has(name) ? languageOfExtension[path.extname(name)] : undefined,
  );
}

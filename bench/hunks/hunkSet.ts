// The hunks that are typed: of each language as many, spread over packages and files, and in two halves that share no
// file: one to learn from, one to report on. Knows where releases are kept; must not know models.
import path from 'node:path';
import { seededRandom, shuffled } from '../evaluation/random.ts';
import { type PinnedPackage, readSources, releaseFolder, type SourceFile } from '../evaluation/releases.ts';
import packages from './packages.json' with { type: 'json' };
import { type TypedHunk, typedHunks } from './typedHunk.ts';
import { keysFor } from './typist.ts';
import { changedLines } from './versionDiff.ts';

export const halves = ['calibration', 'report'] as const;
export type Half = (typeof halves)[number];

const languageOfExtension: Readonly<Record<string, string>> = {
  '.ts': 'typescript',
  '.tsx': 'typescriptreact',
  '.py': 'python',
  '.rs': 'rust',
  '.go': 'go',
  '.java': 'java',
  '.css': 'css',
  '.json': 'json',
  '.yml': 'yaml',
  '.yaml': 'yaml',
  '.html': 'html',
  '.md': 'markdown',
};
/** Built or gathered by programs, and lists of what happened. */
const leftOut =
  /(^|\/)(?:dist|node_modules|_cjs|_esm|_types|locale|testdata|package-lock\.json|chunks\.css|CHANGELOG\.md)(?:\/|$)|\.d\.ts$|\.min\.|\.generated\./;
const maxFileCharacters = 200_000;
const maxHunksOfFile = 3;

/** As many keys of each language and half, so that none decides alone. */
export async function hunkSet(
  keysOfLanguage: number,
  say: (line: string) => void,
): Promise<Readonly<Record<Half, readonly TypedHunk[]>>> {
  const all: TypedHunk[] = [];
  for (const item of packages.packages) all.push(...(await hunksOf(item, say)));
  const languages = [...new Set(all.map(({ languageId }) => languageOf(languageId)))].toSorted();
  const random = seededRandom(5);
  const chosen: Record<Half, TypedHunk[]> = { calibration: [], report: [] };
  for (const language of languages) {
    const ofLanguage = shuffled(
      random,
      all.filter(({ languageId }) => languageOf(languageId) === language),
    );
    const files = [...new Set(ofLanguage.map(fileOf))];
    for (const [index, half] of halves.entries()) {
      const own = new Set(files.filter((_, place) => place % halves.length === index));
      chosen[half].push(...firstKeys(ofLanguage, own, keysOfLanguage));
    }
  }
  return { calibration: inTurns(chosen.calibration), report: inTurns(chosen.report) };
}

/** A hunk of each language, then the next of each: a run that is cut off has something of all. */
function inTurns(hunks: readonly TypedHunk[]): readonly TypedHunk[] {
  const counts = new Map<string, number>();
  const turns = hunks.map((hunk) => {
    const language = languageOf(hunk.languageId);
    const turn = counts.get(language) ?? 0;
    counts.set(language, turn + 1);
    return { hunk, turn };
  });
  return turns.toSorted((one, other) => one.turn - other.turn).map(({ hunk }) => hunk);
}

/** One language in reports. */
export function languageOf(languageId: string): string {
  return languageId === 'typescriptreact' ? 'typescript' : languageId;
}

function firstKeys(
  hunks: readonly TypedHunk[],
  files: ReadonlySet<string>,
  wantedKeys: number,
): readonly TypedHunk[] {
  const perFile = new Map<string, number>();
  let keys = 0;
  return hunks.filter((hunk) => {
    const file = fileOf(hunk);
    const count = perFile.get(file) ?? 0;
    if (!files.has(file) || count >= maxHunksOfFile || keys >= wantedKeys) return false;
    perFile.set(file, count + 1);
    keys += keysFor(hunk.typed);
    return true;
  });
}

function fileOf({ packageName, path: name }: TypedHunk): string {
  return `${packageName} ${name}`;
}

async function hunksOf(item: PinnedPackage, say: (line: string) => void): Promise<readonly TypedHunk[]> {
  const olderFolder = await releaseFolder(item, item.before, say);
  const newerFolder = await releaseFolder(item, item.after, say);
  const changes = await changedLines(olderFolder, newerFolder);
  const languageIn = (name: string) =>
    changes.has(name) && !leftOut.test(name) ? languageOfExtension[path.extname(name)] : undefined;
  const older = await readSources(item.name, olderFolder, languageIn);
  const newer = new Map(
    (await readSources(item.name, newerFolder, languageIn)).map((file) => [file.path, file]),
  );
  const removed = removedLines(older, newer);
  return older
    .filter(({ text }) => text.length <= maxFileCharacters)
    .flatMap((file) => {
      const to = newer.get(file.path);
      return to === undefined ? [] : typedHunks(file, to, changes.get(file.path) ?? [], removed);
    });
}

function removedLines(
  older: readonly SourceFile[],
  newer: ReadonlyMap<string, SourceFile>,
): ReadonlySet<string> {
  const linesOf = (text: string) => text.split('\n').map((line) => line.trim());
  return new Set(
    older.flatMap(({ path: name, text }) => {
      const left = new Set(linesOf(newer.get(name)?.text ?? ''));
      return linesOf(text).filter((line) => !left.has(line));
    }),
  );
}

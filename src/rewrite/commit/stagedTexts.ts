// The staged changes of the files that may be read, file by file: no diff of several files is ever taken apart, because
// how one names its files depends on each person's Git configuration. Must not know prompts, nor which files are hidden.
import { holdsKeyBody, holdsPrivateKey } from '../../privacy/secretFiles.ts';

/** Paths are relative to the repository, with `/` between names. */
export interface StagedChange {
  readonly path: string;
  /** Where a renamed or copied file was; undefined for all others. */
  readonly earlierPath: string | undefined;
}

export interface StagedFiles {
  changes(): Promise<readonly StagedChange[]>;
  /** The staged diff of this one file, in whatever form the configuration gives it. */
  diff(change: StagedChange): Promise<string>;
}

export interface StagedTexts {
  readonly stagedFiles: number;
  /** One for each file that may be read, in the order of the changes. */
  readonly texts: readonly string[];
}

/** One process of Git each: of more files only the names are told. */
const mostDiffs = 50;

/** @param mayRead asked for every path before anything of its file is read */
export async function stagedTexts(
  files: StagedFiles,
  mayRead: (path: string) => Promise<boolean>,
): Promise<StagedTexts> {
  const changes = await files.changes();
  const texts: string[] = [];
  for (const change of changes) {
    const paths = pathsOf(change);
    if (!(await all(paths, mayRead))) continue;
    const text = ofOneFile(texts.length < mostDiffs ? await files.diff(change) : '', change);
    if (!holdsKey(text)) texts.push(text);
  }
  return { stagedFiles: changes.length, texts };
}

function pathsOf({ path, earlierPath }: StagedChange): readonly string[] {
  return earlierPath === undefined ? [path] : [earlierPath, path];
}

async function all<T>(values: readonly T[], holds: (value: T) => Promise<boolean>): Promise<boolean> {
  for (const value of values) if (!(await holds(value))) return false;
  return true;
}

const escape = String.fromCharCode(0x1b);
/** A configuration may want colours even where nobody sees them. */
const colours = new RegExp(String.raw`${escape}\[[\d;]*[A-Za-z]`, 'g');
const fileHeader = /^diff --(?:git|cc|combined) /gm;

/** The diff with the names as Git writes them by default, whatever is configured; its first file alone. */
function ofOneFile(diff: string, { path, earlierPath = path }: StagedChange): string {
  const plain = diff.replaceAll(colours, '');
  const headers = [...plain.matchAll(fileHeader)].map(({ index }) => index);
  const [first = 0, second] = headers;
  // A submodule's diff begins with its commits; the files in it have rules of their own and are left out.
  if (first > 0) return `${headline(path, path)}${plain.slice(0, first)}`;
  const one = plain.slice(0, second);
  const hunks = one.search(/^@@/m);
  const modes = one.match(/^(?:new file|deleted file|old|new) mode \d+$/gm) ?? [];
  const renamed = path === earlierPath ? [] : [`rename from ${earlierPath}`, `rename to ${path}`];
  const heading = [...modes, ...renamed].map((line) => `${line}\n`).join('');
  const head = `${headline(earlierPath, path)}${heading}`;
  if (hunks >= 0) return `${head}--- a/${earlierPath}\n+++ b/${path}\n${one.slice(hunks)}`;
  // Modes alone, a binary file, or what a tool of the user's own wrote.
  return `${head}${headers.length > 0 ? one.split('\n').filter(isAboutBinary).join('\n') : one}`;
}

function headline(earlierPath: string, path: string): string {
  return `diff --git a/${earlierPath} b/${path}\n`;
}

function isAboutBinary(line: string): boolean {
  return line === '' || line.startsWith('Binary files ');
}

/** In what was there before or in what is there now; either begins anywhere in the file. */
function holdsKey(diff: string): boolean {
  return ['-', '+'].some((sign) => {
    const side = diff
      .split(/\r?\n/)
      .filter((line) => line.startsWith(sign) || line.startsWith(' '))
      .map((line) => line.slice(1))
      .join('\n');
    return holdsPrivateKey(side) || holdsKeyBody(side);
  });
}

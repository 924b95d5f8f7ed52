// The files behind tuned copies: whether there is one, what is there to remove. Must not know how they are made.
import { readdir, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { VocabularyRule } from '../../../engine/protocol/tuneProtocol.ts';
import { type ModelFile, outdatedCopies, tunedPath } from '../files/tunedCopies.ts';

/** The copy's place for an original; undefined when there is no such original. */
export async function tunedPathOf(
  original: string,
  home: string,
  rule?: VocabularyRule,
): Promise<string | undefined> {
  const found = await statOrNothing(original);
  if (found === undefined) return undefined;
  const realPath = await realpath(original);
  const file: ModelFile = { path: original, realPath, bytes: found.size, modifiedMs: found.mtimeMs };
  return tunedPath(home, file, (...parts) => path.join(...parts), rule);
}

export async function isThere(file: string): Promise<boolean> {
  return (await statOrNothing(file)) !== undefined;
}

/** Removes earlier copies of the same original, and what was left unfinished; resolves with their names. */
export async function removeOutdated(tuned: string, nowMs: number): Promise<readonly string[]> {
  const folder = path.dirname(tuned);
  const names = await readdir(folder);
  const files = await Promise.all(
    names.map(async (name) => {
      const found = await statOrNothing(path.join(folder, name));
      return found === undefined ? [] : [{ name, modifiedMs: found.mtimeMs }];
    }),
  );
  const outdated = outdatedCopies(path.basename(tuned), files.flat(), nowMs);
  const removals = await Promise.all(
    outdated.map(async (name) => {
      // Some systems hold a file that another window's engine still runs: it goes with the next copy.
      const isGone = await rm(path.join(folder, name), { force: true }).then(
        () => true,
        () => false,
      );
      return isGone ? [name] : [];
    }),
  );
  return removals.flat();
}

async function statOrNothing(file: string) {
  // What cannot be looked at cannot be used either.
  return await stat(file).catch(() => undefined);
}

// What changed between two releases of a package, file by file, as Git's diff has it.
// Must not know what becomes of the changes.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Lines that took the place of others; line numbers from 0, in the older and the newer file. */
export interface LineChange {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
}

/** By the file's path inside both folders; files that only one of them has are left out. */
export async function changedLines(
  olderFolder: string,
  newerFolder: string,
): Promise<ReadonlyMap<string, readonly LineChange[]>> {
  const options = ['--no-index', '--unified=0', '--no-color', '--no-renames', '--no-prefix', '--no-ext-diff'];
  const configuration = ['-c', 'core.quotePath=false', '-c', 'diff.noprefix=false'];
  const args = [...configuration, 'diff', ...options, '--diff-filter=M', '--ignore-cr-at-eol'];
  const diff = await run('git', [...args, '--diff-algorithm=histogram', olderFolder, newerFolder], {
    maxBuffer: 512 * 1024 * 1024,
  }).then(
    ({ stdout }) => stdout,
    (error: unknown) => outputOf(error),
  );
  return parseDiff(diff, newerFolder);
}

/** Git ends with 1 where there are differences. */
function outputOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 1 && 'stdout' in error)
    return String(error.stdout);
  throw new Error('The releases could not be compared.', { cause: error });
}

export function parseDiff(diff: string, newerFolder: string): ReadonlyMap<string, readonly LineChange[]> {
  const changes = new Map<string, LineChange[]>();
  let ofFile: LineChange[] = [];
  const folder = newerFolder.replace(/^\/|\/$/g, '');
  for (const line of diff.split('\n')) {
    const [, name] = /^\+\+\+ "?\/?(.*?)"?\t?$/.exec(line) ?? [];
    if (name?.startsWith(`${folder}/`) === true) {
      ofFile = [];
      changes.set(name.slice(folder.length + 1), ofFile);
    }
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk === null) continue;
    const [oldCount, newCount] = [Number(hunk[2] ?? 1), Number(hunk[4] ?? 1)];
    // With a count of 0, Git names the line before.
    ofFile.push({
      oldStart: Number(hunk[1]) - Number(oldCount > 0),
      oldCount,
      newStart: Number(hunk[3]) - Number(newCount > 0),
      newCount,
    });
  }
  return changes;
}

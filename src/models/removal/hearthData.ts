// Hearth's own files in its per-user folder: finds and removes them, and remembers whether uninstalling does.
// Node built-ins only, because it also runs when the editor is gone. Must not know VS Code.
import { access, mkdir, readdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface HearthData {
  readonly files: readonly string[];
  readonly bytes: number;
}

/** Model files, unfinished ones, and what is noted beside them. Someone may keep other things in the same folder. */
const ownFile = /\.gguf(?:(?:\.[\w-]+)?\.part)?(?:\.json|\.lock(?:\.[\w.-]+)?)?$/i;
const removalNote = 'remove-when-uninstalled.txt';
const removalText =
  'Uninstalling Hearth removes its models and its cache. Delete this file, or run the command\n' +
  '"Hearth: Remove Models and Cache…", to keep them.\n';

/** How engines that windows share name their sockets. */
const runFile = /^[0-9a-f]{16}\.(json|sock|lock)$/;
const runFolder = (home: string) => path.join(home, 'run');
const ownFolders = (home: string) => [path.join(home, 'models', 'tuned'), path.join(home, 'models')];

export async function findHearthData(home: string): Promise<HearthData> {
  const found = await Promise.all(ownFolders(home).map(ownFilesIn));
  const files = found.flat();
  return {
    files: files.map((file) => file.path),
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
  };
}

/** Removes Hearth's own files, and its folders where nothing else is in them. @throws when a file is held */
export async function removeHearthData(home: string): Promise<HearthData> {
  const data = await findHearthData(home);
  for (const file of data.files) await rm(file, { force: true });
  await setRemovedWithExtension(home, false);
  for (const folder of [...ownFolders(home), runFolder(home), home]) await rmdir(folder).catch(ignoreInUse);
  return data;
}

/** What shared engines may have left, once nobody starts one any more. */
export async function removeRunFiles(home: string): Promise<void> {
  const folder = runFolder(home);
  // Only where windows have shared an engine there is one.
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((file) => runFile.test(file)))
    await rm(path.join(folder, name), { force: true });
}

export async function isRemovedWithExtension(home: string): Promise<boolean> {
  return await access(path.join(home, removalNote)).then(
    () => true,
    () => false,
  );
}

/** Kept beside what it is about, because nobody can be asked, nor a setting read, when the extension goes. */
export async function setRemovedWithExtension(home: string, isRemoved: boolean): Promise<void> {
  const note = path.join(home, removalNote);
  if (!isRemoved) {
    await rm(note, { force: true });
    return;
  }
  await mkdir(home, { recursive: true });
  await writeFile(note, removalText);
}

async function ownFilesIn(
  folder: string,
): Promise<readonly { readonly path: string; readonly bytes: number }[]> {
  // Before the first download there is no folder.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile() && ownFile.test(entry.name));
  const found = await Promise.all(
    names.map(async ({ name }) => {
      const file = path.join(folder, name);
      // Another window may just have finished or discarded it.
      const there = await stat(file).catch(ignoreAbsence);
      return there === undefined ? [] : [{ path: file, bytes: there.size }];
    }),
  );
  return found.flat();
}

function ignoreAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function ignoreInUse(error: NodeJS.ErrnoException): void {
  // Not empty (which some systems call existing), or gone already.
  if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'].includes(error.code ?? '')) throw error;
}

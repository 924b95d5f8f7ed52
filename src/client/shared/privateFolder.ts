// A folder that belongs to the user alone, or a clear no. Must not know what is put there.
import { chmod, lstat, mkdir } from 'node:fs/promises';

/** @throws Error when the folder is another user's, or something else than a folder */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Windows has no such modes: what lies in a user's profile is the user's.
  if (process.platform === 'win32') return;
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new Error(`${folder} is not a folder of this user's own.`);
  if ((found.mode & 0o077) !== 0) await chmod(folder, 0o700);
}

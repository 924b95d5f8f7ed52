// A name that nothing has yet, and a file put there without taking another one's place. Must not know what files hold.
import { link, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** `model.gguf`, or the first of `model-2.gguf`, `model-3.gguf` … that is free. */
export async function freshPlace(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = path.parse(name);
  for (let number = 1; ; number++) {
    const place = path.join(folder, number === 1 ? name : `${stem}-${number}${ext}`);
    if (!(await isTaken(place))) return place;
  }
}

/** False when another file came there meanwhile; the temporary one is gone only when it was placed. */
export async function placeNew(temporary: string, target: string): Promise<boolean> {
  try {
    await link(temporary, target);
  } catch (error: unknown) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST') return false;
    if (!withoutLinks.includes(code)) throw error;
    if (await isTaken(target)) return false;
    await rename(temporary, target);
    return true;
  }
  await rm(temporary, { force: true });
  return true;
}

/** Of FAT, exFAT and some network drives. */
const withoutLinks: readonly string[] = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'];

async function isTaken(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

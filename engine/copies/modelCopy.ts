// What all copies of model files have in common: room, no copy over its original, placed only when whole.
// Must not know what is written into them.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { type FileHandle, link, mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { EngineError } from '../base/engineError.ts';

/**
 * What `copy` makes of a model file, or that it was stopped.
 * @throws EngineError for a file that cannot be read and a full disk; what else goes wrong as it is.
 */
export async function copyOf<R>(
  modelPath: string,
  signal: AbortSignal,
  copy: (source: FileHandle) => Promise<R>,
): Promise<R | { readonly kind: 'cancelled' }> {
  const source = await openModel(modelPath);
  try {
    return await copy(source);
  } catch (error: unknown) {
    if (signal.aborted && error === signal.reason) return { kind: 'cancelled' };
    throw withName(error);
  } finally {
    await source.close();
  }
}

/** Bytes that may still be written in a folder. */
export async function freeDiskBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function openModel(modelPath: string): Promise<FileHandle> {
  try {
    return await open(modelPath, 'r');
  } catch (cause: unknown) {
    throw new EngineError('modelMissing', `There is no readable model file at ${modelPath}.`, { cause });
  }
}

export async function requireRoom(
  folder: string,
  bytes: number,
  freeBytes: (folder: string) => Promise<number>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const free = await freeBytes(folder);
  if (free >= bytes) return;
  const mega = (count: number) => Math.ceil(count / 1e6);
  throw new EngineError(
    'diskFull',
    `The copy of the model needs ${mega(bytes)} MB, and ${folder} has ${mega(free)} MB left. Make room there.`,
  );
}

/**
 * Lets `write` fill a file beside the copy's place; it comes to its place when that succeeds, and is gone otherwise.
 * False when another file stands there by then, which some engine may be running: it stays.
 */
export async function placeCopy(
  targetPath: string,
  write: (target: FileHandle, temporary: string) => Promise<void>,
): Promise<boolean> {
  // A name of its own: two windows may be at it at the same time.
  const temporary = `${targetPath}.${randomUUID()}.part`;
  const removeNow = () => rmSync(temporary, { force: true });
  // The engine ends by exiting when its parent goes away.
  process.once('exit', removeNow);
  try {
    const target = await open(temporary, 'wx+');
    try {
      await write(target, temporary);
    } finally {
      await target.close();
    }
    return await placeNew(temporary, targetPath);
  } finally {
    await rm(temporary, { force: true });
    process.off('exit', removeNow);
  }
}

/** In one step where the file system has hard links, so that of two only one succeeds. */
async function placeNew(temporary: string, targetPath: string): Promise<boolean> {
  try {
    await link(temporary, targetPath);
    return true;
  } catch (error: unknown) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST') return false;
    if (!withoutLinks.includes(code)) throw error;
  }
  if ((await stat(targetPath).catch(() => undefined)) !== undefined) return false;
  await rename(temporary, targetPath);
  return true;
}

/** Of FAT, exFAT and some network drives. */
const withoutLinks: readonly string[] = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'];

/** For a copy that was asked for by its name: what stands there may be any file. */
export async function refuseTaken(targetPath: string): Promise<void> {
  const found = await stat(targetPath).catch(() => undefined);
  if (found !== undefined) throw taken(targetPath);
}

export function taken(targetPath: string): EngineError {
  const message = `There is a file already at ${targetPath}, and it was left alone. Remove it, or try again.`;
  return new EngineError('modelUnsupported', message);
}

export async function refuseSameFile(modelPath: string, targetPath: string): Promise<void> {
  const original = await stat(modelPath, { bigint: true });
  // Most often there is no target yet, and then it is no other file either.
  const target = await stat(targetPath, { bigint: true }).catch(() => undefined);
  if (target?.ino !== original.ino || target.dev !== original.dev) return;
  throw new EngineError('modelUnsupported', 'A copy of a model cannot take the place of its original.');
}

/** A full disk by its name; other errors as they are. */
function withName(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOSPC') return error;
  return new EngineError('diskFull', 'The disk became full while the copy of the model was written.', {
    cause: error,
  });
}

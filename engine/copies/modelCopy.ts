// What all copies of model files have in common: room, no copy over its original, placed only when whole.
// Must not know what is written into them.
import { rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises';
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

/** Lets `write` fill a file beside the copy's place; it comes to its place when that succeeds, and is gone otherwise. */
export async function placeCopy(
  targetPath: string,
  write: (target: FileHandle, temporary: string) => Promise<void>,
): Promise<void> {
  // The process's own name: two windows may be at it at the same time.
  const temporary = `${targetPath}.${process.pid}.part`;
  const removeNow = () => rmSync(temporary, { force: true });
  // The engine ends by exiting when its parent goes away.
  process.once('exit', removeNow);
  try {
    const target = await open(temporary, 'w');
    try {
      await write(target, temporary);
    } finally {
      await target.close();
    }
    await rename(temporary, targetPath);
  } finally {
    await rm(temporary, { force: true });
    process.off('exit', removeNow);
  }
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

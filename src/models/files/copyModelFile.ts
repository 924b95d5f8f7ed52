// Copies a model file into a folder: under a name of its own, placed only when what is on the disk is what was read.
// Must not know VS Code, nor what a model is.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sha256Of } from '../download/sha256Of.ts';
import { freshPlace, placeNew } from './freshPlace.ts';

export type CopyResult =
  /** `path` is the copy, or a file that was there already and has the same bytes. */
  | { readonly kind: 'there'; readonly path: string }
  | { readonly kind: 'stopped' }
  /** What was written does not read as what was copied: the disk is at fault, or the file changed meanwhile. */
  | { readonly kind: 'differs' };

/** Rejects when a file cannot be read or written. What stands in the folder is never replaced. */
export async function copyModelFile(
  file: string,
  folder: string,
  signal: AbortSignal,
  onBytes: (count: number) => void,
): Promise<CopyResult> {
  await mkdir(folder, { recursive: true });
  const temporary = path.join(folder, `${path.basename(file)}.${randomUUID()}.part`);
  try {
    const sha256 = await copyHashed(file, temporary, signal, onBytes);
    if ((await sha256Of(temporary, signal)) !== sha256) return { kind: 'differs' };
    return { kind: 'there', path: await place(temporary, folder, path.basename(file), sha256) };
  } catch (error: unknown) {
    if (signal.aborted) return { kind: 'stopped' };
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** @returns the SHA-256 of what was read */
async function copyHashed(
  file: string,
  target: string,
  signal: AbortSignal,
  onBytes: (count: number) => void,
): Promise<string> {
  const hash = createHash('sha256');
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      onBytes(chunk.length);
      done(undefined, chunk);
    },
  });
  const output = createWriteStream(target, { flags: 'wx', flush: true });
  await pipeline(createReadStream(file), counting, output, { signal });
  return hash.digest('hex');
}

async function place(temporary: string, folder: string, name: string, sha256: string): Promise<string> {
  const wanted = path.join(folder, name);
  if (await isSame(wanted, temporary, sha256)) return wanted;
  for (;;) {
    const target = await freshPlace(folder, name);
    if (await placeNew(temporary, target)) return target;
  }
}

async function isSame(file: string, temporary: string, sha256: string): Promise<boolean> {
  const [found, copied] = await Promise.all([stat(file).catch(() => undefined), stat(temporary)]);
  return found?.size === copied.size && (await sha256Of(file)) === sha256;
}

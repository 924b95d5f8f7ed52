// One starter at a time, across processes: a file that only one can make, taken over from starters that are gone.
// Must not know what is started.
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';

/** A start takes seconds. A process id may have gone to another program since. */
const staleMs = 60_000;

/** Runs `work` while holding the lock; undefined at once when another process holds it. */
export async function withStartLock<T>(file: string, work: () => Promise<T>): Promise<T | undefined> {
  if (!tryTake(file) && !(clearStale(file) && tryTake(file))) return undefined;
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function tryTake(file: string): boolean {
  try {
    const descriptor = openSync(file, 'wx', 0o600);
    writeSync(descriptor, `${process.pid}`);
    closeSync(descriptor);
    return true;
  } catch (error: unknown) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes the lock of a starter that is gone. Only one may look and remove at a time: between the two another one could
 * have done both and taken the lock, which would then be removed.
 */
function clearStale(file: string): boolean {
  const guard = `${file}.clearing`;
  if (!tryTake(guard)) {
    if (isStale(guard)) rmSync(guard, { force: true });
    return false;
  }
  try {
    if (!isStale(file)) return false;
    rmSync(file, { force: true });
    return true;
  } finally {
    rmSync(guard, { force: true });
  }
}

function isStale(file: string): boolean {
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    const isOld = Date.now() - statSync(file).mtimeMs > staleMs;
    // Made and not yet written to: it is being taken.
    return isOld || (holder > 0 && !isAlive(holder));
  } catch (error: unknown) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error: unknown) {
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

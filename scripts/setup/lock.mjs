// One set-up at a time for each thing in the shared cache, across processes.
// Must not know what is set up.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 500;

/**
 * Runs `work` while holding the lock file; waits while another living process holds it.
 * A lock whose process is gone is taken over.
 *
 * @template T
 * @param {string} lockFile
 * @param {() => Promise<T>} work
 * @param {(holder: number) => void} [onWait] called once, with the holder's process id
 * @returns {Promise<T>}
 */
export async function withLock(lockFile, work, onWait = () => {}) {
  await mkdir(path.dirname(lockFile), { recursive: true });
  let hasWaited = false;
  while (!(await tryTake(lockFile))) {
    const holder = await holderOf(lockFile);
    if (holder !== undefined && !isAlive(holder)) {
      await rm(lockFile, { force: true });
      continue;
    }
    if (!hasWaited && holder !== undefined) onWait(holder);
    hasWaited ||= holder !== undefined;
    await sleep(pollMs);
  }
  try {
    return await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

/** @param {string} lockFile */
async function tryTake(lockFile) {
  try {
    await writeFile(lockFile, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} lockFile @returns {Promise<number | undefined>} undefined when it has just gone or is being written */
async function holderOf(lockFile) {
  try {
    const holder = Number(await readFile(lockFile, 'utf8'));
    return holder > 0 ? holder : undefined;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {number} processId */
function isAlive(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

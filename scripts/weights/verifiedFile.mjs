// Files that take their place only when whole and right: hashing, atomic placing, keeping a wrong one aside.
// Node built-ins only; knows no source.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** @typedef {{ readonly file: string, readonly bytes: number, readonly sha256: string }} PinnedFile */

/** What stands beside a placed file: where it came from, and which state of the file its hash was taken of. */
/** @typedef {{ sha256: string, bytes: number, modifiedMs: number, origin: unknown }} FileRecord */

export class WrongHashError extends Error {}

/** @param {string} file */
export async function sha256Of(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * Lets `produce` write a temporary file, checks it and renames it into place. A wrong file is kept aside under
 * a name that says so; whatever else fails leaves nothing behind.
 *
 * @param {string} folder
 * @param {PinnedFile} pinned
 * @param {unknown} origin recorded beside the file
 * @param {(temporary: string) => Promise<void>} produce
 * @returns {Promise<string>} the file
 * @throws {WrongHashError}
 */
export async function placeVerified(folder, pinned, origin, produce) {
  await mkdir(folder, { recursive: true });
  await requireSpace(folder, pinned);
  const target = path.join(folder, pinned.file);
  const temporary = `${target}.${process.pid}.part`;
  try {
    await produce(temporary);
    const sha256 = await sha256Of(temporary);
    if (sha256 !== pinned.sha256) throw await keepAside(temporary, target, pinned, sha256);
    await rename(temporary, target);
    await writeRecord(target, pinned, origin);
    return target;
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * Whether the pinned file stands in the folder. A file that was not placed by `placeVerified`, or was changed
 * since, is hashed again and kept aside when wrong.
 *
 * @param {string} folder
 * @param {PinnedFile} pinned
 * @throws {WrongHashError}
 */
export async function isInPlace(folder, pinned) {
  const target = path.join(folder, pinned.file);
  const found = await stat(target).catch(ignoreMissing);
  if (found === undefined) return false;
  const record = await readRecord(target);
  if (
    record?.sha256 === pinned.sha256 &&
    record.bytes === found.size &&
    record.modifiedMs === found.mtimeMs
  ) {
    return true;
  }
  const sha256 = await sha256Of(target);
  if (sha256 !== pinned.sha256) throw await keepAside(target, target, pinned, sha256);
  await writeRecord(target, pinned, record?.origin ?? 'found in place');
  return true;
}

/** @param {string} from @param {string} target @param {PinnedFile} pinned @param {string} sha256 */
async function keepAside(from, target, pinned, sha256) {
  const { size } = await stat(from);
  const aside = `${target}.wrong-hash-${sha256.slice(0, 12)}`;
  await rename(from, aside);
  return new WrongHashError(
    `${pinned.file} is not the expected file: ${size} bytes with SHA-256 ${sha256}, ` +
      `expected ${pinned.bytes} bytes with ${pinned.sha256}. It is kept as ${aside}; ` +
      'look at it or remove it, then try again.',
  );
}

/** @param {string} folder @param {PinnedFile} pinned */
async function requireSpace(folder, pinned) {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize > pinned.bytes) return;
  const needed = Math.ceil(pinned.bytes / 1e6);
  throw new Error(
    `${pinned.file} needs ${needed} MB, and ${folder} has ${Math.floor((bavail * bsize) / 1e6)} MB left. ` +
      'Free some space, or set HEARTH_HOME to a folder on another disk.',
  );
}

/** @param {string} target @param {PinnedFile} pinned @param {unknown} origin */
async function writeRecord(target, pinned, origin) {
  const { size, mtimeMs } = await stat(target);
  /** @type {FileRecord} */
  const record = { sha256: pinned.sha256, bytes: size, modifiedMs: mtimeMs, origin };
  await writeFile(`${target}.json`, `${JSON.stringify(record, undefined, 2)}\n`);
}

/** @param {string} target @returns {Promise<FileRecord | undefined>} */
async function readRecord(target) {
  const text = await readFile(`${target}.json`, 'utf8').catch(ignoreMissing);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Cut short, for instance by a full disk: as good as none, the file is hashed again.
    return undefined;
  }
}

/** @param {NodeJS.ErrnoException} error @returns {undefined} */
function ignoreMissing(error) {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

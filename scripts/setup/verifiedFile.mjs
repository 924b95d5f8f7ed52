// Files that take their place only when whole and right: hashing, atomic placing, keeping a wrong one aside.
// Node built-ins only; knows no source.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** @param {string} file */
export async function sha256Of(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

export class WrongHashError extends Error {}

/**
 * Lets `produce` write a temporary file, checks it and renames it into place. A wrong file is kept aside under
 * a name that says so; whatever else fails leaves nothing behind.
 * @param {string} target
 * @param {{ bytes: number, sha256: string }} expected
 * @param {(temporary: string) => Promise<void>} produce
 */
export async function placeVerified(target, expected, produce) {
  await mkdir(path.dirname(target), { recursive: true });
  const temporary = `${target}.${process.pid}.part`;
  try {
    await produce(temporary);
    const [{ size }, hash] = [await stat(temporary), await sha256Of(temporary)];
    if (size === expected.bytes && hash === expected.sha256) {
      await rename(temporary, target);
      return;
    }
    const aside = `${target}.wrong-hash`;
    await rename(temporary, aside);
    throw new WrongHashError(
      `${path.basename(target)} is not the expected file: ${size} bytes with SHA-256 ${hash}, wanted ${expected.bytes} bytes with ${expected.sha256}. It is kept as ${aside}; remove it and try again.`,
    );
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * Whether the file is there with the expected size. Its hash was checked before it took its place.
 * @param {string} file
 * @param {{ bytes: number }} expected
 */
export async function isInPlace(file, expected) {
  return existsSync(file) && (await stat(file)).size === expected.bytes;
}

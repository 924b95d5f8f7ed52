// A folder of the cache with Python packages in it, for servers that tests and benchmarks run. Must not know which.
// Node built-ins only.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { waitForFileLock } from '../../src/base/fileLock.mjs';
import { hearthHome } from '../../src/models/files/hearthHome.mjs';
import { findOnPath } from '../setup/findOnPath.mjs';
import { run } from '../setup/processes.mjs';

/** @throws an Error that says who needs Python where there is none @param {string} who */
export function requirePython(who) {
  const python = findOnPath('python3') ?? findOnPath('python');
  if (python === undefined) throw new Error(`${who} needs Python 3 on PATH.`);
  return python;
}

/** @param {string} name of a folder in the cache */
export function cacheFolder(name) {
  const folder = path.join(hearthHome(), name);
  return { folder, isComplete: existsSync(path.join(folder, '.complete')) };
}

/**
 * Fills a folder of the cache beside its place and renames it, so that one that broke off is never taken for whole.
 *
 * @param {string} name
 * @param {(partial: string) => Promise<void>} fill
 */
export async function fillCacheFolder(name, fill) {
  const { folder } = cacheFolder(name);
  mkdirSync(path.dirname(folder), { recursive: true });
  await waitForFileLock(`${folder}.lock`, async () => {
    if (cacheFolder(name).isComplete) return;
    const partial = `${folder}.part`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial);
    await fill(partial);
    writeFileSync(path.join(partial, '.complete'), '');
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  });
}

/**
 * Only what is named, in versions that are named, and nothing that would have to be compiled.
 *
 * @param {string} python
 * @param {string} target
 * @param {readonly string[]} packages pip's arguments for them
 */
export async function installPackages(python, target, packages) {
  const pip = ['-m', 'pip', 'install', '--no-deps', '--only-binary', ':all:', '--no-cache-dir', '--quiet'];
  await run(python, [...pip, '--disable-pip-version-check', '--target', target, ...packages]);
}

// Installs the npm dependencies of this checkout, without install scripts, GPU or foreign-platform binaries.
// Node built-ins only.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './paths.mjs';
import { run } from './processes.mjs';

/** In the binding's package of another platform while it is packaged. */
export const packagedMark = '.hearth-packaged';

const modules = path.join(projectRoot, 'node_modules');

/** @typedef {Record<string, { version?: string, optional?: boolean }>} LockedPackages */

/** Whether npm's own record of what it installed has everything that the lock file asks for, and nothing is too much. */
export async function hasDependencies() {
  return hasPackages() && foreignBinaries().length === 0;
}

/**
 * Optional packages may be absent: most are for other platforms.
 *
 * @param {LockedPackages} wanted
 * @param {LockedPackages} installed
 */
export function isSatisfied(wanted, installed) {
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    if (!place.startsWith('node_modules/')) return true;
    const found = installed[place];
    return found === undefined ? optional === true : found.version === version;
  });
}

export async function installDependencies() {
  if (!hasPackages()) {
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: projectRoot });
  }
  for (const folder of foreignBinaries()) rmSync(folder, { recursive: true });
}

function hasPackages() {
  const installed = path.join(modules, '.package-lock.json');
  if (!existsSync(installed)) return false;
  return isSatisfied(readPackages(path.join(projectRoot, 'package-lock.json')), readPackages(installed));
}

/**
 * The binding's arm packages claim to run on x64 too, so npm installs them there: 32 MB that never run.
 * The links stand for GPU packages and hold nothing.
 */
function foreignBinaries() {
  const folder = path.join(modules, '@node-llama-cpp');
  const platforms = /** @type {Record<string, string>} */ ({ win32: 'win', darwin: 'mac' });
  const own = `${platforms[process.platform] ?? process.platform}-${process.arch}`;
  return (
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith(own))
      // Put there to be packaged for another platform, by whoever takes it away again.
      .filter((entry) => !existsSync(path.join(folder, entry.name, packagedMark)))
      .map((entry) => path.join(folder, entry.name))
  );
}

/** @param {string} lockFile @returns {LockedPackages} */
function readPackages(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

// Fetches the binding's package of another platform from the registry, checked against the lock file.
// Must not know what is made of it.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packagedMark } from '../setup/dependencies.mjs';
import { projectRoot } from '../setup/paths.mjs';
import { run } from '../setup/processes.mjs';

export const bindingsFolder = path.join(projectRoot, 'node_modules', '@node-llama-cpp');

/** Puts it beside the own one, where the packager looks. @param {string} name */
export async function placeBinding(name) {
  const folder = path.join(bindingsFolder, name);
  if (existsSync(path.join(folder, 'package.json'))) return;
  const { version, integrity } = locked(`@node-llama-cpp/${name}`);
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'hearth-binding-'));
  try {
    const wanted = `@node-llama-cpp/${name}@${version}`;
    await run('npm', ['pack', wanted, '--pack-destination', scratch, '--silent']);
    const archive = path.join(scratch, `node-llama-cpp-${name}-${version}.tgz`);
    verify(archive, integrity);
    await run('tar', ['xzf', archive, '-C', scratch]);
    writeFileSync(path.join(scratch, 'package', packagedMark), '');
    mkdirSync(bindingsFolder, { recursive: true });
    cpSync(path.join(scratch, 'package'), folder, { recursive: true });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {string} name @returns {{ version: string, integrity: string }} */
function locked(name) {
  const { packages } = JSON.parse(readFileSync(path.join(projectRoot, 'package-lock.json'), 'utf8'));
  const found = packages[`node_modules/${name}`];
  if (found?.version === undefined || found.integrity === undefined)
    throw new Error(`The lock file says nothing of ${name}.`);
  return found;
}

/** @param {string} archive @param {string} integrity as npm writes it: algorithm, dash, base64 */
function verify(archive, integrity) {
  const [algorithm = '', wanted] = integrity.split(/-(.*)/s);
  const found = createHash(algorithm).update(readFileSync(archive)).digest('base64');
  if (found !== wanted) throw new Error(`${path.basename(archive)} is not what the lock file names.`);
}

// Installs the npm dependencies of this checkout, without scripts, GPU or foreign-platform binaries.
// Node built-ins only.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './paths.mjs';
import { run } from './shell.mjs';

const modules = path.join(projectRoot, 'node_modules');
const stamp = path.join(modules, '.hearth-lock-hash');

/** @returns {Promise<'done' | 'already'>} */
export async function ensureDependencies() {
  const lockHash = createHash('sha256')
    .update(readFileSync(path.join(projectRoot, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash) return 'already';
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: projectRoot });
  removeForeignBinaries();
  writeFileSync(stamp, lockHash);
  return 'done';
}

/** The binding's packages name no `cpu`, so npm installs those of other processors too: 32 MB that never run. */
function removeForeignBinaries() {
  const folder = path.join(modules, '@node-llama-cpp');
  const platform =
    { win32: 'win', darwin: 'mac' }[/** @type {string} */ (process.platform)] ?? process.platform;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${platform}-${process.arch}`)) rmSync(path.join(folder, name), { recursive: true });
  }
}

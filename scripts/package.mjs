// Makes the vsix of this platform, or with `--all` those of all six: `node scripts/package.mjs [--all]`.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { bindingsFolder, placeBinding } from './packaging/bindings.mjs';
import { bindingOf, ownTarget, targets } from './packaging/platforms.mjs';
import { projectRoot, scratchFolder } from './setup/paths.mjs';
import { run, stopGroupsOnExit } from './setup/processes.mjs';
import { Progress } from './setup/progress.mjs';

/** @typedef {import('./packaging/platforms.mjs').Target} Target */

/** @param {Target} target */
export const vsixOf = (target) => path.join(scratchFolder, `hearth-${target}.vsix`);

/** Of the platform it runs on, whose binary of the inference library is the one installed here. */
export const vsixFile = vsixOf(ownTarget());

/** What makes an older package stale. */
const inputs = [
  'scripts/package.mjs',
  'dist/extension.meta.json',
  'dist/engine.meta.json',
  'dist/uninstall.meta.json',
  'package.json',
  'package-lock.json',
  'README.md',
  'CHANGELOG.md',
  '.vscodeignore',
];

/** @param {Progress} progress */
export async function ensurePackage(progress) {
  await progress.step(
    'package',
    () => isPackaged(ownTarget()),
    () => packageExtension(ownTarget()),
  );
}

/** Of every platform, on this one: they differ in the binding's binary alone. @param {Progress} progress */
export async function ensureAllPackages(progress) {
  for (const target of targets)
    await progress.step(
      `package ${target}`,
      () => isPackaged(target),
      () => packageForeign(target),
    );
}

/** @param {Target} target */
async function isPackaged(target) {
  if (!existsSync(vsixOf(target))) return false;
  const packagedMs = statSync(vsixOf(target)).mtimeMs;
  return [...inputs, ...filesUnder('media'), ...filesUnder('l10n'), ...nlsFiles()]
    .map((input) => path.join(projectRoot, input))
    .every((file) => !existsSync(file) || statSync(file).mtimeMs <= packagedMs);
}

function nlsFiles() {
  return readdirSync(projectRoot).filter((name) => /^package\.nls.*\.json$/.test(name));
}

/** @param {string} folder */
function filesUnder(folder) {
  const names = readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' });
  return names.map((name) => path.join(folder, name));
}

/** @param {Target} target */
async function packageForeign(target) {
  if (target === ownTarget()) return await packageExtension(target);
  await placeBinding(bindingOf[target]);
  try {
    await packageExtension(target);
  } finally {
    rmSync(path.join(bindingsFolder, bindingOf[target]), { recursive: true, force: true });
  }
}

/** @param {Target} target */
async function packageExtension(target) {
  mkdirSync(scratchFolder, { recursive: true });
  const ignoreFile = path.join(scratchFolder, `vscodeignore-${target}`);
  // The allow-list lets any of the binding's packages in; here it is this platform's alone.
  const allowed = readFileSync(path.join(projectRoot, '.vscodeignore'), 'utf8');
  writeFileSync(
    ignoreFile,
    allowed.replaceAll('@node-llama-cpp/*/', `@node-llama-cpp/${bindingOf[target]}/`),
  );
  const vsce = path.join(projectRoot, 'node_modules/@vscode/vsce/vsce');
  // The README's picture lies in the package; there is no published repository to point at.
  const args = ['package', '--target', target, '--out', vsixOf(target), '--no-rewrite-relative-links'];
  await run(process.execPath, [vsce, ...args, '--ignoreFile', ignoreFile], { cwd: projectRoot });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { all } = parseArgs({ options: { all: { type: 'boolean', default: false } } }).values;
  stopGroupsOnExit();
  const progress = new Progress();
  await bootstrap(['dependencies', 'build'], progress);
  await (all ? ensureAllPackages(progress) : ensurePackage(progress));
  for (const target of all ? targets : [ownTarget()]) {
    const megabytes = (statSync(vsixOf(target)).size / 1e6).toFixed(1);
    progress.say(`${path.relative(projectRoot, vsixOf(target))}: ${megabytes} MB`);
  }
}

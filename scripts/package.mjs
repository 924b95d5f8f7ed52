// Makes the vsix of this platform: `node scripts/package.mjs`. Needs a build and installed dependencies.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { projectRoot, scratchFolder } from './setup/paths.mjs';
import { run, stopGroupsOnExit } from './setup/processes.mjs';
import { Progress } from './setup/progress.mjs';

/** The platform it runs on, whose binary of the inference library is the one installed here. */
const target = `${process.platform}-${process.arch}`;
export const vsixFile = path.join(scratchFolder, `hearth-${target}.vsix`);

/** What makes an older package stale. */
const inputs = [
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
  await progress.step('package', isPackaged, packageExtension);
}

async function isPackaged() {
  if (!existsSync(vsixFile)) return false;
  const packagedMs = statSync(vsixFile).mtimeMs;
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

async function packageExtension() {
  mkdirSync(scratchFolder, { recursive: true });
  const vsce = path.join(projectRoot, 'node_modules/@vscode/vsce/vsce');
  // The README's picture lies in the package; there is no published repository to point at.
  const args = ['package', '--target', target, '--out', vsixFile, '--no-rewrite-relative-links'];
  await run(process.execPath, [vsce, ...args], { cwd: projectRoot });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  stopGroupsOnExit();
  const progress = new Progress();
  await bootstrap(['dependencies', 'build'], progress);
  await ensurePackage(progress);
  progress.say(path.relative(projectRoot, vsixFile));
}

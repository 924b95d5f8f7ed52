// A real VS Code where there is no desktop one: the VS Code server that the npm package code-server carries,
// a Node new enough to run it, and Chromium. Node built-ins only; nothing is compiled.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { waitForFileLock } from '../../src/base/fileLock.mjs';
import { hearthHome } from '../../src/models/files/hearthHome.mjs';
import { findOnPath } from './findOnPath.mjs';
import { run, runToCode } from './processes.mjs';

const codeServerVersion = '4.139.1';
const nodeVersion = '24.21.0';
const nodePackage = `node-${process.platform}-${process.arch}`;

const serverFolder = () => path.join(hearthHome(), `vscode-server-${codeServerVersion}`);
const nodeFolder = () => path.join(serverFolder(), 'node', 'node_modules', nodePackage);

export const editorPaths = () => ({
  serverMain: path.join(serverFolder(), 'vscode', 'out', 'server-main.js'),
  node: path.join(nodeFolder(), 'bin', 'node'),
  /** A few built-in extensions only: the editor starts seconds sooner. */
  builtinExtensions: path.join(serverFolder(), 'vscode', 'extensions-min'),
});

const serverStamp = () => path.join(serverFolder(), '.complete');

export async function hasServer() {
  return existsSync(serverStamp());
}

/** Installs beside the place and renames, so that a broken-off installation is never taken for a whole one. */
export async function installServer(/** @type {import('./progress.mjs').Progress} */ progress) {
  if (process.platform === 'win32') {
    throw new Error('The VS Code server cannot be set up on Windows; use a desktop VS Code (`npm start`).');
  }
  const folder = serverFolder();
  await waitForFileLock(`${folder}.lock`, async () => {
    if (await hasServer()) return;
    const partial = `${folder}.part`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(path.join(partial, 'node'), { recursive: true });
    await fetchServer(partial);
    await fetchDependencies(partial);
    await buildLogger(partial, progress);
    prune(partial);
    writeFileSync(path.join(partial, '.complete'), '');
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  });
}

/**
 * Without its native logger the server runs well and writes no log of any extension.
 *
 * @param {string} folder
 * @param {import('./progress.mjs').Progress} progress
 */
async function buildLogger(folder, progress) {
  const node = path.join(folder, 'node', 'node_modules', nodePackage);
  const env = {
    ...process.env,
    PATH: `${path.join(node, 'bin')}${path.delimiter}${process.env['PATH']}`,
    npm_config_nodedir: node,
    // This project's .npmrc switches scripts off, and npm hands that down to whatever it runs.
    npm_config_ignore_scripts: 'false',
  };
  const args = ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'];
  const { code } = await runToCode('npm', args, { cwd: path.join(folder, 'vscode'), env });
  if (code !== 0) progress.say('  without a C++ compiler: extensions’ logs stay empty in this editor');
}

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];

/** @param {string} folder */
async function fetchServer(folder) {
  const node = ['--prefix', path.join(folder, 'node'), '--no-save', '--no-package-lock'];
  await run('npm', ['install', ...node, ...quiet, `${nodePackage}@${nodeVersion}`]);
  const name = `code-server@${codeServerVersion}`;
  await run('npm', ['pack', name, '--pack-destination', folder, '--silent']);
  const archive = path.join(folder, `code-server-${codeServerVersion}.tgz`);
  await run('tar', ['xzf', archive, '-C', folder, 'package/lib/vscode']);
  renameSync(path.join(folder, 'package/lib/vscode'), path.join(folder, 'vscode'));
  for (const place of [archive, path.join(folder, 'package')]) rmSync(place, { recursive: true });
}

/** The server's own dependencies, as its shrinkwrap pins them; its Node must be the one that will run it. @param {string} folder */
async function fetchDependencies(folder) {
  const bin = path.join(folder, 'node', 'node_modules', nodePackage, 'bin');
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH']}` };
  for (const name of ['vscode', 'vscode/extensions']) {
    await run('npm', ['install', '--omit=dev', ...quiet], { cwd: path.join(folder, name), env });
  }
}

/** Leaves out what only other assistants and compilers need, and sets a few built-in extensions apart. @param {string} folder */
function prune(folder) {
  const vscode = path.join(folder, 'vscode');
  const node = path.join(folder, 'node', 'node_modules', nodePackage);
  const github = path.join(vscode, 'node_modules/@github');
  const copilot = existsSync(github) ? readdirSync(github).filter((name) => name.startsWith('copilot')) : [];
  const unused = copilot.map((name) => path.join(github, name));
  unused.push(path.join(vscode, 'extensions/copilot'), path.join(node, 'include'), path.join(node, 'share'));
  for (const place of unused) rmSync(place, { recursive: true, force: true });
  const kept = ['theme-defaults', 'theme-seti', 'typescript-basics', 'javascript', 'json', 'python', 'rust'];
  for (const name of kept) {
    const from = path.join(vscode, 'extensions', name);
    if (existsSync(from)) cpSync(from, path.join(vscode, 'extensions-min', name), { recursive: true });
  }
}

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where installers put a browser without putting it on PATH. */
const browserPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export function findBrowser() {
  return (
    browserNames.map(findOnPath).find((found) => found !== undefined) ??
    browserPlaces.find((place) => existsSync(place))
  );
}

export async function installBrowser() {
  if (findOnPath('apt-get') === undefined) {
    throw new Error('Hearth’s set-up needs Chromium or Chrome to show the editor; please install one.');
  }
  const isRoot = process.getuid?.() === 0;
  const apt = async (/** @type {string[]} */ ...args) =>
    await (isRoot ? run('apt-get', args) : run('sudo', ['-n', 'apt-get', ...args]));
  await apt('update');
  await apt('install', '-y', '--no-install-recommends', 'chromium');
}

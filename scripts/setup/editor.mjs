// A real VS Code where there is no desktop one: the VS Code server that the npm package code-server carries,
// a Node new enough to run it, and Chromium. Node built-ins only; nothing is compiled.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { waitForFileLock } from '../../src/base/fileLock.mjs';
import { hearthHome } from '../../src/models/files/hearthHome.mjs';
import { findOnPath } from './findOnPath.mjs';
import { run, runToCode } from './processes.mjs';

/** Each with the Node that its package asks for. The package 4.N.x carries VS Code 1.N. */
const editors = {
  newest: { codeServer: '4.139.1', node: '24.21.0' },
  /** Of the packages the last one that is not newer than what the manifest asks for. */
  oldest: { codeServer: '4.100.3', node: '20.19.5' },
};

/** @typedef {keyof typeof editors} EditorAge */

const ripgrepVersion = '1.18.0';
const nodePackage = `node-${process.platform}-${process.arch}`;

/** @param {EditorAge} age */
const serverFolder = (age) => path.join(hearthHome(), `vscode-server-${editors[age].codeServer}`);

/** HEARTH_EDITOR says which; the newest by default. @returns {EditorAge} */
export function editorAge() {
  return process.env['HEARTH_EDITOR'] === 'oldest' ? 'oldest' : 'newest';
}

/** `1.139`, say. @param {EditorAge} age */
export function vscodeVersion(age) {
  return editors[age].codeServer.replace(/^4\.(\d+)\..*$/, '1.$1');
}

export const editorPaths = (age = editorAge()) => ({
  serverMain: path.join(serverFolder(age), 'vscode', 'out', 'server-main.js'),
  node: path.join(serverFolder(age), 'node', 'node_modules', nodePackage, 'bin', 'node'),
  /** A few built-in extensions only: the editor starts seconds sooner. */
  builtinExtensions: path.join(serverFolder(age), 'vscode', 'extensions-min'),
});

/** @param {EditorAge} age */
export async function hasServer(age) {
  return existsSync(path.join(serverFolder(age), '.complete'));
}

/**
 * Installs beside the place and renames, so that a broken-off installation is never taken for a whole one.
 *
 * @param {EditorAge} age
 * @param {import('./progress.mjs').Progress} progress
 */
export async function installServer(age, progress) {
  if (process.platform === 'win32') {
    throw new Error('The VS Code server cannot be set up on Windows; use a desktop VS Code (`npm start`).');
  }
  const folder = serverFolder(age);
  await waitForFileLock(`${folder}.lock`, async () => {
    if (await hasServer(age)) return;
    const partial = `${folder}.part`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(path.join(partial, 'node'), { recursive: true });
    await fetchServer(partial, editors[age]);
    await fetchDependencies(partial);
    await provideSearch(partial);
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
  const modules = path.join(folder, 'vscode', 'node_modules');
  const native = ['@vscode/spdlog', '@vscode/native-watchdog', 'native-watchdog'];
  const args = ['rebuild', ...native.filter((name) => existsSync(path.join(modules, name)))];
  const { code } = await runToCode('npm', args, { cwd: path.join(folder, 'vscode'), env });
  if (code !== 0) progress.say('  without a C++ compiler: extensions’ logs stay empty in this editor');
}

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];

/** @param {string} folder @param {{ readonly codeServer: string, readonly node: string }} versions */
async function fetchServer(folder, { codeServer, node: nodeVersion }) {
  const node = ['--prefix', path.join(folder, 'node'), '--no-save', '--no-package-lock'];
  await run('npm', ['install', ...node, ...quiet, `${nodePackage}@${nodeVersion}`]);
  const name = `code-server@${codeServer}`;
  await run('npm', ['pack', name, '--pack-destination', folder, '--silent']);
  const archive = path.join(folder, `code-server-${codeServer}.tgz`);
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

/** Older editors fetch their search program from elsewhere after the installation; the newest bring it. @param {string} folder */
async function provideSearch(folder) {
  const bin = path.join(folder, 'vscode', 'node_modules', '@vscode', 'ripgrep', 'bin');
  if (!existsSync(path.dirname(bin))) return;
  const scratch = path.join(folder, 'ripgrep');
  const args = ['--prefix', scratch, '--no-save', '--no-package-lock', ...quiet];
  await run('npm', ['install', ...args, `@vscode/ripgrep-universal@${ripgrepVersion}`]);
  const platform = `${process.platform}-${process.arch}`;
  const programs = path.join(scratch, 'node_modules/@vscode/ripgrep-universal/bin');
  cpSync(path.join(programs, platform), bin, { recursive: true });
  rmSync(scratch, { recursive: true });
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

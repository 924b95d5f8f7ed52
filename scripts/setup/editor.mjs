// A real VS Code where there is no desktop one: the VS Code server that the npm package code-server carries,
// a Node new enough to run it, and Chromium. Node built-ins only; nothing is compiled.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hearthHome } from '../../src/model/hearthHome.mjs';
import { findOnPath, run } from './shell.mjs';

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

/** @returns {Promise<'done' | 'already'>} */
export async function ensureServer() {
  const folder = serverFolder();
  const stamp = path.join(folder, '.complete');
  if (existsSync(stamp)) return 'already';
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'node'), { recursive: true });
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', [
    'install',
    '--prefix',
    path.join(folder, 'node'),
    '--no-save',
    '--no-package-lock',
    ...quiet,
    `${nodePackage}@${nodeVersion}`,
  ]);
  await run('npm', ['pack', `code-server@${codeServerVersion}`, '--pack-destination', folder, '--silent']);
  await run('tar', [
    'xzf',
    path.join(folder, `code-server-${codeServerVersion}.tgz`),
    '-C',
    folder,
    'package/lib/vscode',
  ]);
  const vscode = path.join(folder, 'vscode');
  await run('mv', [path.join(folder, 'package/lib/vscode'), vscode]);
  // The server's own dependencies, as its shrinkwrap pins them; its Node must be the one that will run it.
  const env = {
    ...process.env,
    PATH: `${path.join(nodeFolder(), 'bin')}${path.delimiter}${process.env['PATH']}`,
  };
  for (const cwd of [vscode, path.join(vscode, 'extensions')]) {
    await run('npm', ['install', '--omit=dev', ...quiet], { cwd, env });
  }
  prune(folder, vscode);
  writeFileSync(stamp, '');
  return 'done';
}

/** @param {string} folder @param {string} vscode */
function prune(folder, vscode) {
  const unused = ['package', `code-server-${codeServerVersion}.tgz`].map((name) => path.join(folder, name));
  const github = path.join(vscode, 'node_modules/@github');
  const copilot = existsSync(github) ? readdirSync(github).filter((name) => name.startsWith('copilot')) : [];
  unused.push(...copilot.map((name) => path.join(github, name)), path.join(vscode, 'extensions/copilot'));
  for (const place of unused) rmSync(place, { recursive: true, force: true });
  const kept = ['theme-defaults', 'theme-seti', 'typescript-basics', 'javascript', 'json', 'python', 'rust'];
  for (const name of kept) {
    const from = path.join(vscode, 'extensions', name);
    if (existsSync(from)) cpSync(from, path.join(editorPaths().builtinExtensions, name), { recursive: true });
  }
}

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export function findBrowser() {
  return browserNames.map(findOnPath).find((found) => found !== undefined);
}

/** @returns {Promise<'done' | 'already'>} */
export async function ensureBrowser() {
  if (findBrowser() !== undefined) return 'already';
  if (findOnPath('apt-get') === undefined) {
    throw new Error(
      'Hearth’s set-up needs Chromium or Chrome on PATH to show the editor; please install one.',
    );
  }
  const isRoot = process.getuid?.() === 0;
  const apt = (/** @type {string[]} */ ...args) =>
    isRoot ? run('apt-get', args) : run('sudo', ['-n', 'apt-get', ...args]);
  await apt('update');
  await apt('install', '-y', '--no-install-recommends', 'chromium');
  return 'done';
}

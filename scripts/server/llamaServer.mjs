// llama.cpp's own server for tests and benchmarks: a Python package that carries it, put into the cache, and started on a
// free port of this machine. Development only; the product starts no server. Node built-ins only.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitForFileLock } from '../../src/base/fileLock.mjs';
import { hearthHome } from '../../src/models/files/hearthHome.mjs';
import { findOnPath } from '../setup/findOnPath.mjs';
import { run } from '../setup/processes.mjs';

/** llama.cpp's build is the last number. */
const packageVersion = '2026.10.11549';
const serveScript = fileURLToPath(new URL('serve.py', import.meta.url));
const folder = () => path.join(hearthHome(), `llama-server-${packageVersion}`);

const pythonPath = () => findOnPath('python3') ?? findOnPath('python');

export async function hasLlamaServer() {
  return existsSync(path.join(folder(), '.complete'));
}

/** Installs beside the place and renames, so that a broken-off installation is never taken for a whole one. */
export async function installLlamaServer() {
  const python = pythonPath();
  if (python === undefined) throw new Error('llama.cpp’s server needs Python 3.10 or newer on PATH.');
  const target = folder();
  mkdirSync(path.dirname(target), { recursive: true });
  await waitForFileLock(`${target}.lock`, async () => {
    if (await hasLlamaServer()) return;
    const partial = `${target}.part`;
    rmSync(partial, { recursive: true, force: true });
    const pip = ['-m', 'pip', 'install', '--no-deps', '--only-binary', ':all:', '--no-cache-dir', '--quiet'];
    const named = ['--disable-pip-version-check', '--target', partial, `xllamacpp==${packageVersion}`];
    await run(python, [...pip, ...named]);
    writeFileSync(path.join(partial, '.complete'), '');
    rmSync(target, { recursive: true, force: true });
    renameSync(partial, target);
  });
}

/**
 * @typedef {object} LlamaServerOptions
 * @property {string} modelPath
 * @property {number} [slots] prompts that are kept and computed at once
 * @property {number} [tokensPerSlot]
 * @property {number} [threads]
 * @property {string} [key] what clients have to bring
 * @property {number} [port] any free one when absent
 */

/**
 * @typedef {object} RunningServer
 * @property {string} url
 * @property {number} port
 * @property {number} processId
 * @property {() => Promise<void>} stop
 */

/**
 * Resolves when it answers.
 *
 * @param {LlamaServerOptions} options
 * @returns {Promise<RunningServer>}
 */
export async function startLlamaServer({
  modelPath,
  slots = 2,
  tokensPerSlot = 2048,
  threads = 2,
  key,
  port,
}) {
  const python = pythonPath();
  if (python === undefined || !(await hasLlamaServer()))
    throw new Error('llama.cpp’s server is not set up: `npm run bootstrap -- llamaServer`.');
  const chosen = port ?? (await freePort());
  const args = [
    serveScript,
    modelPath,
    chosen,
    slots,
    tokensPerSlot,
    threads,
    ...(key === undefined ? [] : [key]),
  ];
  const child = spawn(python, args.map(String), {
    env: { ...process.env, PYTHONPATH: folder() },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said = (said + chunk).slice(-4000)));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  // Its input closes with this process, however that ends; the signal is for whoever stops it before.
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const url = `http://127.0.0.1:${chosen}`;
  try {
    await untilHealthy(url, () => (child.exitCode ?? child.signalCode) !== null);
  } catch (cause) {
    await stop();
    throw new Error(`llama.cpp’s server did not start.\n${said}`, { cause });
  }
  return { url, port: chosen, processId: child.pid ?? 0, stop };
}

const healthyMs = 60_000;
const lookMs = 100;

/** @param {string} url @param {() => boolean} hasEnded */
async function untilHealthy(url, hasEnded) {
  for (const limit = Date.now() + healthyMs; Date.now() < limit; ) {
    if (hasEnded()) throw new Error('It has ended.');
    try {
      if ((await fetch(`${url}/health`)).ok) return;
    } catch {
      // Nobody listens yet.
    }
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
  throw new Error(`It did not answer in ${healthyMs / 1000} s.`);
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

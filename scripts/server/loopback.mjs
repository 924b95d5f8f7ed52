// Servers of Python's on this machine: a free port, a process that outlives nobody, and waiting until it answers.
// Must not know which server. Node built-ins only.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/**
 * @typedef {object} RunningServer
 * @property {string} url
 * @property {number} port
 * @property {number} processId
 * @property {() => Promise<void>} stop ends it at once, as a fault would
 */

/**
 * @typedef {object} LoopbackServer
 * @property {string} name for what is said when it does not start
 * @property {string} python
 * @property {readonly (string | number)[]} args
 * @property {NodeJS.ProcessEnv} env beside the environment
 * @property {number} port
 * @property {number} [healthyMs] how long it may take to answer
 * @property {boolean} [endsWithInput] false for one that has to be killed, and starts nothing itself
 */

const defaultHealthyMs = 60_000;
const lookMs = 100;
const keptOutput = 6000;

/**
 * Resolves when it answers. Its input is a pipe that closes with this process, however that ends: it is to end then.
 *
 * @param {LoopbackServer} server
 * @returns {Promise<RunningServer>}
 */
export async function startLoopback({
  name,
  python,
  args,
  env,
  port,
  healthyMs = defaultHealthyMs,
  endsWithInput = true,
}) {
  const child = spawn(python, args.map(String), {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said = (said + chunk).slice(-keptOutput)));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  // What it started itself ends with its input, and keeps the pipe of its output open until then.
  const gone = new Promise((resolve) => child.stderr.on('close', resolve));
  const stop = async () => {
    child.stdin.destroy();
    if (!endsWithInput) child.kill('SIGKILL');
    await Promise.all([ended, gone]);
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilHealthy(url, healthyMs, () => (child.exitCode ?? child.signalCode) !== null);
  } catch (cause) {
    await stop();
    throw new Error(`${name} did not start.\n${said}`, { cause });
  }
  return { url, port, processId: child.pid ?? 0, stop };
}

/** @param {string} url @param {number} healthyMs @param {() => boolean} hasEnded */
async function untilHealthy(url, healthyMs, hasEnded) {
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
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

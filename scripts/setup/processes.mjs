// Runs other programs and sees to it that none of them outlives this one.
// Must not know which programs.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; the own one when absent
 * @property {'quiet' | 'inherit'} [output] quiet keeps the output for the error message
 * @property {number} [limitMs] the program is ended when it runs longer
 */

/** Long-running children, each leader of a process group of its own, so that what they started ends with them. */
const groups = new Set(/** @type {ChildProcess[]} */ ([]));

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  groups.add(child);
  return child;
}

/** Ends a program started by `startGroup` together with everything it started. @param {ChildProcess} child */
export function stopGroup(child) {
  groups.delete(child);
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    const taskkill = path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
    spawn(taskkill, ['/pid', `${child.pid}`, '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  // Those that it started may lead groups of their own, which would end theirs themselves if they were not killed.
  for (const id of [-child.pid, ...descendantsOf(child.pid).flatMap((each) => [-each, each])]) kill(id);
}

/** @param {number} id of a process, or of a group where it is negative */
function kill(id) {
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    // ESRCH: it has ended by itself.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/** None where the system has no `ps`. @param {number} processId @returns {readonly number[]} */
function descendantsOf(processId) {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = (stdout ?? '').split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const found = [processId];
  for (const parent of found)
    for (const [id, parentId] of pairs) if (parentId === parent && id !== undefined) found.push(id);
  return found.slice(1);
}

function stopAllGroups() {
  for (const child of groups) stopGroup(child);
}

/** Ends every group when this process ends, however it ends short of SIGKILL. @param {() => void} [alsoDo] */
export function stopGroupsOnExit(alsoDo = () => {}) {
  process.on('exit', () => {
    stopAllGroups();
    alsoDo();
  });
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.on(signal, () => process.exit(code));
  }
}

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<string>} what it wrote to standard output, when quiet
 * @throws an Error that ends with what the program wrote
 */
export async function run(command, args, options = {}) {
  const { code, stdout, tail } = await runToCode(command, args, options);
  if (code === 0) return stdout;
  throw new Error(`${command} ${args.slice(0, 3).join(' ')} ended with ${code}\n${tail}`.trimEnd());
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<{ code: number | string, stdout: string, tail: string }>} code: exit code, signal or 'time-out'
 */
export function runToCode(command, args, { cwd, env = process.env, output = 'quiet', limitMs = 0 } = {}) {
  return new Promise((resolve, reject) => {
    const child = startGroup(command, args, {
      cwd,
      env,
      stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      // npm and python are command files on Windows, which only a shell starts.
      shell: process.platform === 'win32',
    });
    let stdout = '';
    let all = '';
    let timedOut = false;
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
      all += chunk;
    });
    child.stderr?.on('data', (chunk) => (all += chunk));
    const limit = limitMs
      ? setTimeout(() => {
          timedOut = true;
          stopGroup(child);
        }, limitMs)
      : undefined;
    child.on('error', (cause) => {
      clearTimeout(limit);
      stopGroup(child);
      reject(new Error(`${command} could not be started: ${cause.message}`, { cause }));
    });
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      stopGroup(child);
      const end = timedOut ? 'time-out' : (code ?? signal ?? 'unknown');
      resolve({ code: end, stdout, tail: all.slice(-3000) });
    });
  });
}

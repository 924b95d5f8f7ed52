// Starts and stops a VS Code server of one's own: own data folder, own port, own process group.
// Must not know browsers or tests.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { editorPaths } from '../setup/editor.mjs';
import { run } from '../setup/shell.mjs';

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'files.autoSave': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'editor.inlineSuggest.enabled': true,
  'editor.minimap.enabled': false,
};

/**
 * @typedef {object} RunningServer
 * @property {string} address
 * @property {string} dataFolder
 * @property {() => string} log
 * @property {() => void} stop kills the whole process group and removes the data folder
 */

/**
 * @param {{ vsix?: string, settings?: Record<string, unknown>, flags?: string[], env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<RunningServer>}
 */
export async function startServer({ vsix, settings = {}, flags = [], env = process.env }) {
  const { serverMain, node, builtinExtensions } = editorPaths();
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'hearth-editor-'));
  const userFolder = path.join(dataFolder, 'data/User');
  mkdirSync(userFolder, { recursive: true });
  writeFileSync(path.join(userFolder, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  if (vsix !== undefined) {
    await run(node, [serverMain, '--server-data-dir', dataFolder, '--install-extension', vsix], { env });
  }
  const port = await freePort();
  const logFile = path.join(dataFolder, 'server.log');
  const log = openSync(logFile, 'w');
  const args = ['--host', '127.0.0.1', '--port', `${port}`, '--without-connection-token'];
  args.push('--accept-server-license-terms', '--server-data-dir', dataFolder, '--telemetry-level', 'off');
  args.push('--disable-workspace-trust', '--builtin-extensions-dir', builtinExtensions, ...flags);
  const server = spawn(node, [serverMain, ...args], {
    // Its sockets go into the data folder, whose removal is the clean-up.
    env: { ...env, TMPDIR: dataFolder },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const readLog = () => readFileSync(logFile, 'utf8');
  const stop = () => {
    killGroup(server.pid);
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const address = `127.0.0.1:${port}`;
  for (let attempt = 0; !(await answers(`http://${address}/version`)); attempt++) {
    if (attempt > 600 || server.exitCode !== null) {
      const output = readLog();
      stop();
      throw new Error(`The VS Code server did not start:\n${output.slice(-2000)}`);
    }
    await sleep(100);
  }
  return { address, dataFolder, log: readLog, stop };
}

/** @param {number | undefined} pid */
function killGroup(pid) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: it has ended by itself, which is all that was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    // Not listening yet.
    return false;
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

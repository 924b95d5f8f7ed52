// Starts and stops a VS Code server of one's own: own data folder, port, access token and process group.
// Must not know browsers or tests.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { editorPaths } from '../setup/editor.mjs';
import { run, startGroup, stopGroup } from '../setup/processes.mjs';

const startTimeoutMs = 60_000;

/** Nothing that goes out to the network, and nothing that covers the editor. */
export const quietSettings = {
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
  'update.mode': 'none',
  'editor.minimap.enabled': false,
};

/**
 * @typedef {object} ServerOptions
 * @property {string} [vsix] installed before the start
 * @property {readonly string[]} [extensionFolders] extensions as they lie there, copied before the start
 * @property {Record<string, unknown>} [settings]
 * @property {(extensionsFolder: string) => Promise<void>} [prepareExtensions] changes what was installed
 * @property {boolean} [trustsAll] whether every workspace is trusted without asking
 * @property {boolean} [allBuiltIns] whether language servers and the like run too; without them it starts sooner
 * @property {readonly string[]} [flags]
 * @property {NodeJS.ProcessEnv} [env]
 */

/**
 * @typedef {object} RunningServer
 * @property {string} authority host and port
 * @property {(folder: string) => string} addressOf the page that opens a folder
 * @property {() => string} log
 * @property {() => string} hearthLog what the extension wrote to its log channel
 * @property {() => void} stop kills the whole process group and removes the data folder
 */

/**
 * @param {ServerOptions} options
 * @returns {Promise<RunningServer>}
 */
export async function startServer({
  vsix,
  extensionFolders = [],
  settings = {},
  prepareExtensions,
  trustsAll = true,
  allBuiltIns = false,
  flags = [],
  env = process.env,
}) {
  const { serverMain, node, builtinExtensions } = editorPaths();
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'hearth-editor-'));
  writeSettings(dataFolder, { ...quietSettings, ...settings });
  for (const folder of extensionFolders) {
    cpSync(folder, path.join(dataFolder, 'extensions', path.basename(folder)), { recursive: true });
  }
  const logFile = path.join(dataFolder, 'server.log');
  const log = openSync(logFile, 'w');
  const port = await freePort();
  const token = randomBytes(16).toString('hex');
  const args = ['--host', '127.0.0.1', '--port', `${port}`, '--connection-token', token];
  args.push('--accept-server-license-terms', '--server-data-dir', dataFolder, '--telemetry-level', 'off');
  args.push(...flags);
  if (trustsAll) args.push('--disable-workspace-trust');
  if (!allBuiltIns) args.push('--builtin-extensions-dir', builtinExtensions);
  if (vsix !== undefined) {
    await run(node, [serverMain, '--server-data-dir', dataFolder, '--install-extension', vsix], { env });
  }
  await prepareExtensions?.(path.join(dataFolder, 'extensions'));
  // Its sockets go into the data folder, whose removal is the clean-up.
  const serverEnv = { ...env, TMPDIR: dataFolder };
  const server = startGroup(node, [serverMain, ...args], { env: serverEnv, stdio: ['ignore', log, log] });
  closeSync(log);
  let isStopped = false;
  const stop = () => {
    if (isStopped) return;
    isStopped = true;
    process.off('exit', stop);
    stopGroup(server);
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  process.on('exit', stop);
  const authority = `127.0.0.1:${port}`;
  const readLog = () => readFileSync(logFile, 'utf8');
  const deadlineMs = performance.now() + startTimeoutMs;
  while (!(await answers(`http://${authority}/version`))) {
    if (performance.now() > deadlineMs || server.exitCode !== null) {
      const output = readLog();
      stop();
      throw new Error(`The VS Code server did not start:\n${output.slice(-2000)}`);
    }
    await sleep(100);
  }
  const addressOf = (/** @type {string} */ folder) =>
    `http://${authority}/?tkn=${token}&folder=${encodeURIComponent(folder)}`;
  return { authority, addressOf, log: readLog, hearthLog: () => readHearthLog(dataFolder), stop };
}

/** @param {string} dataFolder */
function readHearthLog(dataFolder) {
  const logs = path.join(dataFolder, 'data', 'logs');
  return readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'Hearth.log')
    .map((file) => readFileSync(path.join(logs, file), 'utf8'))
    .join('');
}

/** A remote editor takes machine-scoped settings from the machine's file only, the others from both. @param {string} dataFolder @param {object} settings */
function writeSettings(dataFolder, settings) {
  for (const scope of ['User', 'Machine']) {
    const folder = path.join(dataFolder, 'data', scope);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
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
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

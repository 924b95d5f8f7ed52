// One engine for all windows of a user that want the same: connects to it, starts it where there is none, and has a
// process forked where anything is wrong. Must not know what is asked of engines.
import { spawn } from 'node:child_process';
import type { Stats } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadParams } from '../../../engine/protocol/protocol.ts';
import {
  type SharedEngineFiles,
  sharedEngineArguments,
  sharedEngineFiles,
} from '../../../engine/protocol/sharedProtocol.ts';
import { withFileLock } from '../../base/fileLock.mjs';
import { describeError, type Logger } from '../../base/log.ts';
import { processPlace } from '../../base/runningProcess.mjs';
import { type EngineProcess, engineEnvironment, forkEngine } from '../engineProcess.ts';
import { engineKey, type ModelStamp } from './engineKey.ts';
import { makePrivateFolder } from './privateFolder.ts';
import { connectToEngine, readInfo } from './socketEngine.ts';

export interface SharedEngineParts {
  /** `dist/engine.mjs` */
  readonly engineFile: string;
  /** Where engines are found; made when missing. */
  readonly folder: string;
  readonly log: Logger;
  /** How long an engine stays after its last connection. */
  readonly lingerMs?: number;
}

const usualLingerMs = 10_000;
/** Of macOS, the least of all. Longer ones are cut off without a word, and so would lie in another folder. */
const maxSocketPathBytes = 103;
const pollMs = 50;
/** Of a start by oneself or by another window: Node, the binding and a listening socket, on a very busy machine. */
const startMs = 60_000;

/** Never rejects for what is wrong with sharing. */
export async function startSharedEngine(
  parts: SharedEngineParts,
  params: LoadParams,
): Promise<EngineProcess> {
  try {
    return await findOrStart(parts, params);
  } catch (error: unknown) {
    parts.log.warn(`No engine could be shared, this window has one of its own: ${describeError(error)}`);
    return forkEngine(parts.engineFile, parts.log);
  }
}

async function findOrStart(parts: SharedEngineParts, params: LoadParams): Promise<EngineProcess> {
  const { engineFile, folder, log } = parts;
  await makePrivateFolder(folder);
  const build = { file: engineFile, ...stampOf(await stat(engineFile)), place: processPlace() };
  const key = engineKey(build, params, await stat(params.modelPath).then(stampOf, () => undefined));
  const files = sharedEngineFiles(folder, key, path.sep);
  if (process.platform !== 'win32' && Buffer.byteLength(files.socket) > maxSocketPathBytes)
    throw new Error(`The path of its socket would be too long: ${files.socket}.`);
  for (let waitedMs = 0; waitedMs < startMs; waitedMs += pollMs) {
    const found = await connect(files, log);
    if (found !== undefined) return found;
    const started = await withFileLock(
      files.lock,
      // Another one may have started it before the lock was free.
      async () => (await connect(files, log)) ?? (await start(parts, key, files)),
    );
    if (started !== undefined) return started;
    await sleep(pollMs);
  }
  throw new Error('Another window started an engine and did not finish.');
}

function stampOf({ size, mtimeMs }: Stats): ModelStamp {
  return { bytes: size, modifiedMs: mtimeMs };
}

async function connect({ info }: SharedEngineFiles, log: Logger): Promise<EngineProcess | undefined> {
  const found = await readInfo(info);
  return found === undefined ? undefined : await connectToEngine(found, log);
}

async function start(
  { engineFile, folder, log, lingerMs = usualLingerMs }: SharedEngineParts,
  key: string,
  files: SharedEngineFiles,
): Promise<EngineProcess> {
  // Nobody listens where it points to.
  await rm(files.info, { force: true });
  const child = spawn(process.execPath, [engineFile, ...sharedEngineArguments(folder, key, lingerMs)], {
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
    cwd: folder,
    env: engineEnvironment(),
  });
  const state: { end?: string } = {};
  child.once('error', (error) => {
    state.end = error.message;
  });
  child.once('exit', (code, signal) => {
    state.end ??= `exit code ${code}, signal ${signal}`;
  });
  child.unref();
  for (let waitedMs = 0; waitedMs < startMs && state.end === undefined; waitedMs += pollMs) {
    const found = await connect(files, log);
    if (found !== undefined) {
      log.info(`A shared engine was started: process ${found.processId}.`);
      return found;
    }
    await sleep(pollMs);
  }
  child.kill('SIGKILL');
  throw new Error(`The engine that was started could not be reached: ${state.end ?? 'it said nothing'}.`);
}

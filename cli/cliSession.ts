// The product's parts without an editor: an engine process, context by scopes, the file that holds the model.
// Must not know commands or formats.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadResult } from '../engine/protocol/protocol.ts';
import type { Logger } from '../src/base/log.ts';
import { realTime } from '../src/base/time.ts';
import { forkEngine } from '../src/client/engineProcess.ts';
import { ProcessClient } from '../src/client/processClient.ts';
import { defaultRestartRules } from '../src/client/restartPolicy.ts';
import { SurroundingCode } from '../src/completion/asking/surroundingCode.ts';
import { NeighbourFiles } from '../src/context/neighbours/neighbourFiles.ts';
import { ScopeContext } from '../src/context/scopeContext.ts';
import { hearthHome, modelsFolder } from '../src/models/files/hearthHome.mjs';
import { locateModel } from '../src/models/files/locateModel.ts';
import { isThere, tunedPathOf } from '../src/models/tuning/tunedFiles.ts';
import { FilePrivacy } from '../src/privacy/filePrivacy.ts';
import { NodeFiles } from './nodeFiles.ts';

export interface CliSession {
  readonly client: ProcessClient;
  readonly context: ScopeContext;
  readonly surrounding: SurroundingCode;
  readonly loaded: LoadResult;
  close(): Promise<void>;
}

const dist = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../dist');
export const engineFile = path.join(dist, 'engine.mjs');

export interface SessionOptions {
  /** Runs the copy tuned to code where there is one, as the editor does; else the plain file, as benchmarks do. */
  readonly usesTuned: boolean;
}

/** @throws Error with a sentence for the user when there is none. */
export async function findModel(): Promise<string> {
  const modelPath = await locateModel(
    process.env['HEARTH_MODEL'] ?? '',
    modelsFolder(),
    isThere,
    (folder, file) => path.join(folder, file),
  );
  if (modelPath !== undefined) return modelPath;
  throw new Error('There is no model file. Run `npm run bootstrap`, or set HEARTH_MODEL.');
}

async function chooseFile({ usesTuned }: SessionOptions): Promise<string> {
  const original = await findModel();
  const tuned = usesTuned ? await tunedPathOf(original, hearthHome()) : undefined;
  return tuned !== undefined && (await isThere(tuned)) ? tuned : original;
}

/** @throws Error with a sentence for the user when no engine can be had. */
export async function openSession(
  log: Logger,
  options: SessionOptions = { usesTuned: false },
): Promise<CliSession> {
  const modelPath = await chooseFile(options);
  const client = new ProcessClient({
    start: () => forkEngine(engineFile, log),
    loadParams: () => Promise.resolve({ modelPath, contextTokens: 4096, sequences: 4, threads: 0 }),
    restartRules: defaultRestartRules,
    ...realTime,
    log,
  });
  await client.whenReady();
  const { status, loaded } = client;
  if (loaded === undefined) {
    await client.dispose();
    throw new Error(
      status.state === 'failed' ? status.message : `The engine did not start (${status.state}).`,
    );
  }
  const context = new ScopeContext(
    async (file) => await readFile(path.join(dist, 'grammars', file)),
    realTime.now,
  );
  const files = new NodeFiles(process.cwd());
  const privacy = new FilePrivacy(files, realTime.setTimer, log);
  const surrounding = new SurroundingCode({
    client,
    recent: { candidates: () => [] },
    neighbours: new NeighbourFiles(files, privacy, realTime.setTimer),
  });
  const close = async () => {
    context.dispose();
    await client.dispose();
  };
  return { client, context, surrounding, loaded, close };
}

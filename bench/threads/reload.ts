// How long someone waits who comes back to an engine that had ended: process, model, and the prompt of their file.
// Must not know threads.
import { fileURLToPath } from 'node:url';
import { neverCancelled } from '../../src/base/cancellation.ts';
import { realTime } from '../../src/base/time.ts';
import { forkEngine } from '../../src/client/engineProcess.ts';
import { ProcessClient } from '../../src/client/processClient.ts';
import { defaultRestartRules } from '../../src/client/restartPolicy.ts';
import { fileSequences } from '../../src/models/memory/publishedMemory.ts';

const engineFile = fileURLToPath(new URL('../../dist/engine.mjs', import.meta.url));
const log = { trace() {}, debug() {}, info() {}, warn: console.error, error: console.error };
const file = {
  documentUri: 'file:///a.ts',
  languageId: 'typescript',
  before:
    'export function area(width: number, height: number): number {\n  return width * height;\n}\n'.repeat(20),
  after: '\n',
};

/** Milliseconds until the model is loaded, and then until the prompt is evaluated. */
export async function measureReload(modelPath: string): Promise<{ readyMs: number; warmMs: number }> {
  const client = new ProcessClient({
    start: () => forkEngine(engineFile, log),
    loadParams: () =>
      Promise.resolve({ modelPath, contextTokens: 2048, sequences: fileSequences, threads: 0 }),
    restartRules: defaultRestartRules,
    ...realTime,
    log,
  });
  const startMs = performance.now();
  await client.whenReady();
  const readyAtMs = performance.now();
  await client.warm(file, neverCancelled);
  const warmAtMs = performance.now();
  await client.dispose();
  return { readyMs: readyAtMs - startMs, warmMs: warmAtMs - readyAtMs };
}

// The client over a real engine process: it answers, is killed, comes back, and never outlives its parent.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { neverCancelled } from '../../src/base/cancellation.ts';
import { realTime } from '../../src/base/time.ts';
import { forkEngine } from '../../src/client/engineProcess.ts';
import { ProcessClient } from '../../src/client/processClient.ts';
import { defaultRestartRules } from '../../src/client/restartPolicy.ts';

const engineFile = path.resolve('dist/engine.mjs');
const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const params = {
  documentUri: 'file:///a.ts',
  languageId: 'typescript',
  before: 'const greeting = "hel',
  after: '\n',
  purpose: 'keystroke' as const,
  forcedText: '',
  maxLines: 1,
  maxTokens: 16,
};

function newClient(modelPath: string, idleMs = 0): ProcessClient {
  return new ProcessClient({
    start: () => forkEngine(engineFile, quiet),
    loadParams: () =>
      Promise.resolve({ modelPath, contextTokens: 2048, sequences: 2, threads: 0, gpu: 'auto' }),
    restartRules: defaultRestartRules,
    idleMs: () => idleMs,
    ...realTime,
    log: quiet,
  });
}

async function isGone(processId: number): Promise<boolean> {
  for (let attempt = 0; attempt < 300; attempt++) {
    try {
      process.kill(processId, 0);
    } catch {
      return true;
    }
    await sleep(100);
  }
  return false;
}

describe('the engine process', () => {
  it('answers, is killed while it works, and answers again', async () => {
    const client = newClient(process.env['HEARTH_TEST_MODEL'] ?? '');
    try {
      assert.equal((await client.complete(params, neverCancelled)).kind, 'shown');
      const killed = client.processId ?? 0;
      const pending = client.complete({ ...params, before: 'let x = 1;\n'.repeat(150) }, neverCancelled);
      await sleep(30);
      process.kill(killed, 'SIGKILL');
      assert.deepEqual(await pending, { kind: 'unavailable', reason: 'engineCrashed' });
      while (client.status.state !== 'ready') await sleep(50);
      assert.equal((await client.complete(params, neverCancelled)).kind, 'shown');
      assert.notEqual(client.processId, killed);
    } finally {
      const last = client.processId ?? 0;
      await client.dispose();
      assert.ok(await isGone(last));
    }
  });

  it('is gone when nobody asks, and back when someone is', async () => {
    const client = newClient(process.env['HEARTH_TEST_MODEL'] ?? '', 200);
    try {
      assert.equal((await client.complete(params, neverCancelled)).kind, 'shown');
      // There is no graphics package here: nothing has failed, the processor computes.
      assert.deepEqual([client.loaded?.gpu, client.loaded?.gpuFailure], [undefined, undefined]);
      const first = client.processId ?? 0;
      assert.ok(await isGone(first));
      assert.equal(client.status.state, 'idle');
      client.wake();
      assert.equal((await client.complete(params, neverCancelled)).kind, 'shown');
      assert.notEqual(client.processId, first);
    } finally {
      await client.dispose();
    }
  });

  it('says that a model is missing and stays down', async () => {
    const client = newClient('/nowhere/model.gguf');
    assert.deepEqual(await client.complete(params, neverCancelled), {
      kind: 'unavailable',
      reason: 'noModel',
    });
    assert.equal(client.status.state, 'failed');
    await client.dispose();
  });

  it('ends when its parent is killed', async () => {
    const script = `
      const child = require('node:child_process').fork(${JSON.stringify(engineFile)}, [], { execArgv: [] });
      console.log(child.pid);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [output] = (await once(parent.stdout, 'data')) as [Buffer];
    await sleep(500);
    parent.kill('SIGKILL');
    assert.ok(await isGone(Number(output.toString())));
  });
});

// With a server the engine speaks to that address and to no other: the whole engine process is watched.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startLlamaServer } from '../../../scripts/server/llamaServer.mjs';
import { neverCancelled } from '../../../src/base/cancellation.ts';
import { realTime } from '../../../src/base/time.ts';
import { forkEngine } from '../../../src/client/engineProcess.ts';
import { ProcessClient } from '../../../src/client/processClient.ts';
import { defaultRestartRules } from '../../../src/client/restartPolicy.ts';

const modelPath = process.env['HEARTH_TEST_MODEL'] ?? '';
const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const question = {
  documentUri: 'file:///a.ts',
  languageId: 'typescript',
  before: 'const greeting = "hel',
  after: '\n',
  purpose: 'keystroke' as const,
  forcedText: '',
  maxLines: 1,
  maxTokens: 8,
};

describe('an engine with a server', () => {
  it('speaks to its address alone, and goes on here when the server is gone', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'hearth-only-there-'));
    const record = path.join(folder, 'sockets.txt');
    const outside = { ...process.env };
    const recorder = pathToFileURL(path.resolve('test/support/socketRecorder.mjs'));
    process.env['NODE_OPTIONS'] = `--import ${recorder.href}`;
    process.env['HEARTH_SOCKET_RECORD'] = record;
    const server = await startLlamaServer({ modelPath, slots: 1, tokensPerSlot: 1024, threads: 1 });
    const client = new ProcessClient({
      start: () => forkEngine(path.resolve('dist/engine.mjs'), quiet),
      loadParams: () =>
        Promise.resolve({
          modelPath,
          contextTokens: 1024,
          sequences: 2,
          threads: 1,
          server: { url: server.url, standsIn: true },
        }),
      restartRules: defaultRestartRules,
      ...realTime,
      log: quiet,
    });
    try {
      const there = await client.complete(question, neverCancelled);
      assert.equal(there.kind, 'shown');
      assert.deepEqual(client.loaded?.serving, { by: 'server' });
      assert.equal(client.loaded?.shape.architecture, 'server');
      await server.stop();
      // The first key finds nobody there; by the time the model here is loaded it answers.
      let here = await client.complete(question, neverCancelled);
      for (let tries = 0; here.kind !== 'shown' && tries < 100; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        here = await client.complete(question, neverCancelled);
      }
      assert.equal(here.kind, 'shown');
      assert.deepEqual(client.loaded?.serving, { by: 'thisMachine', trouble: 'serverGone' });
      const used = new Set((await readFile(record, 'utf8')).trim().split('\n'));
      assert.deepEqual([...used], [`connection to 127.0.0.1:${server.port}`]);
    } finally {
      await client.dispose();
      await server.stop();
      for (const name of ['NODE_OPTIONS', 'HEARTH_SOCKET_RECORD']) {
        if (outside[name] === undefined) delete process.env[name];
        else process.env[name] = outside[name];
      }
      await rm(folder, { recursive: true, force: true });
    }
  });
});

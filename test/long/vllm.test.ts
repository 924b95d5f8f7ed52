// Hearth's requests to vLLM on this machine's processor, with the same weights on both sides.
import assert from 'node:assert/strict';
import { type LoadedVocabulary, loadVocabulary } from '../../engine/llama/loadVocabulary.ts';
import { ServerError } from '../../engine/remote/serverError.ts';
import type { RunningServer } from '../../scripts/server/loopback.mjs';
import { startVllm } from '../../scripts/server/vllm.mjs';
import { askAfter, assertSameLines, connectTo, serviceOn } from '../support/server/sameLines.ts';
import { serverContract } from '../support/server/serverContract.ts';
import { vllmCounters } from '../support/server/vllmCounters.ts';

const modelPath = process.env['HEARTH_TEST_MODEL'] ?? '';
const key = 'a-key-for-the-test';
/** It computes with bf16, this machine with the file's own quantization. */
const oddsApart = 0.15;
/** A model of half a billion weights takes a processor that other work shares a second a token and more. */
const silenceMs = 60_000;
/** A stream goes on for 48 where nobody closes it. */
const mostGenerated = 40;
const leastCachedShare = 0.9;

describe('vLLM', () => {
  let server: RunningServer;
  let loaded: LoadedVocabulary;
  const keyed = () => ({ url: server.url, key, silenceMs });

  before(async () => {
    server = await startVllm({ modelPath, key });
    loaded = await loadVocabulary(modelPath, () => {});
  });
  after(async () => {
    await loaded?.dispose();
    await server?.stop();
  });

  describe('the contract', () => {
    serverContract({ product: 'vLLM', url: () => server.url, key, silenceMs, loaded: () => loaded });
  });

  it('completes as this machine does, with about the same odds, inside a word and a character too', async () => {
    await assertSameLines(keyed(), modelPath, oddsApart);
  });

  it('finds all but the last block of a prompt in its cache at the next key', async () => {
    const backend = await connectTo(keyed(), modelPath);
    try {
      const service = serviceOn(backend);
      const above = Array.from({ length: 40 }, (_, index) => `const price${index} = ${index * 7};\n`).join(
        '',
      );
      const keyAt = (typed: string) => askAfter('', { before: `${above}const total = price1${typed}` });
      await service.complete('a', keyAt(' + ')).result;
      const before = await vllmCounters(server.url);
      assert.equal((await service.complete('a', keyAt(' + pri')).result).kind, 'shown');
      const { prompt, cached } = await vllmCounters(server.url);
      const [sent, found] = [prompt - before.prompt, cached - before.cached];
      console.log(`      ${sent - found} of ${sent} prompt tokens computed`);
      assert.ok(found / sent > leastCachedShare, `${found} of ${sent}`);
    } finally {
      await backend.dispose();
    }
  });

  it('stops computing what was given up', async () => {
    const before = await vllmCounters(server.url);
    const backend = await connectTo(keyed(), modelPath);
    try {
      const given = serviceOn(backend).complete(
        'a',
        askAfter('const a = [', { maxLines: 20, maxTokens: 400 }),
      );
      await until(async () => (await vllmCounters(server.url)).running > 0);
      given.cancel();
      assert.equal((await given.result).kind, 'cancelled');
      await until(async () => (await vllmCounters(server.url)).running === 0);
      const generated = (await vllmCounters(server.url)).generated - before.generated;
      console.log(`      ${generated} tokens written before it stopped`);
      assert.ok(generated < mostGenerated, `${generated} tokens written`);
    } finally {
      await backend.dispose();
    }
  });

  it('refuses another key with the reason, and says no key', async () => {
    await assert.rejects(
      connectTo({ url: server.url, key: 'another' }, modelPath),
      (error) =>
        error instanceof ServerError && error.reason === 'serverKey' && !error.message.includes('another'),
    );
  });

  it('is not taken for the one it was when it was restarted with another model', async () => {
    const troubles: string[] = [];
    const backend = await connectTo(keyed(), modelPath, ({ reason }) => troubles.push(reason));
    try {
      const service = serviceOn(backend);
      const ask = async () => await service.complete('a', askAfter('total')).result;
      assert.equal((await ask()).kind, 'shown');
      const { port } = server;
      await server.stop();
      const gone = await ask();
      assert.deepEqual(gone, { kind: 'unavailable', reason: 'serverGone' });
      server = await startVllm({ modelPath, key, port, model: 'another-coder' });
      // It is left alone for a while.
      let now: Awaited<ReturnType<typeof ask>> = gone;
      await until(async () => {
        now = await ask();
        return now.kind !== 'unavailable' || now.reason !== 'serverGone';
      });
      assert.deepEqual(now, { kind: 'unavailable', reason: 'serverModel' });
      assert.deepEqual(new Set(troubles), new Set(['serverGone', 'serverModel']));
    } finally {
      await backend.dispose();
    }
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    assert.ok(tries < 600, 'it never came to hold');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

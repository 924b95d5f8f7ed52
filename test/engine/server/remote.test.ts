// Hearth's requests to llama.cpp's own server, with the same weights on both sides.
import assert from 'node:assert/strict';
import { type LoadedVocabulary, loadVocabulary } from '../../../engine/llama/loadVocabulary.ts';
import { LlamaServer } from '../../../engine/remote/llamaServer.ts';
import { ServerConnection } from '../../../engine/remote/serverConnection.ts';
import { ServerError } from '../../../engine/remote/serverError.ts';
import { startLlamaServer } from '../../../scripts/server/llamaServer.mjs';
import { assertSameLines, connectTo } from '../../support/server/sameLines.ts';
import { serverContract } from '../../support/server/serverContract.ts';

const modelPath = process.env['HEARTH_TEST_MODEL'] ?? '';
const key = 'a-key-for-the-test';
const oddsApart = 0.15;

async function evaluatedBy(url: string): Promise<number> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${key}` } });
  return Number(/^llamacpp:prompt_tokens_total (\S+)$/m.exec(await response.text())?.[1]);
}

describe('llama.cpp’s server', () => {
  let server: Awaited<ReturnType<typeof startLlamaServer>>;
  let loaded: LoadedVocabulary;

  before(async () => {
    server = await startLlamaServer({ modelPath, tokensPerSlot: 1024, threads: 1, key });
    loaded = await loadVocabulary(modelPath, () => {});
  });
  after(async () => {
    await loaded?.dispose();
    await server?.stop();
  });

  describe('the contract', () => {
    serverContract({ product: 'llama.cpp', url: () => server.url, key, loaded: () => loaded });
  });

  it('completes as this machine does, with about the same odds, inside a word and a character too', async () => {
    await assertSameLines({ url: server.url, key }, modelPath, oddsApart);
  });

  it('finds a prompt again behind a request that was just closed', async () => {
    const connection = new ServerConnection({ url: server.url, key });
    const dialect = new LlamaServer(
      connection,
      (token) => loaded.vocabulary.tokenBytes[token],
      () => performance.now(),
    );
    const code = 'export const area = (width: number, height: number) => width * height;\n'.repeat(6);
    const prompt = loaded.vocabulary.tokenize(code);
    const request = { maxTokens: 1, candidates: 1, allowed: [], session: 'closed' };
    await dialect.evaluate(prompt, 'closed', new AbortController().signal);
    const before = await evaluatedBy(server.url);
    let typed = prompt;
    // Each is closed before it is answered, at another moment of its evaluation.
    for (const [index, next] of loaded.vocabulary.tokenize(' let total = sum of').entries()) {
      typed = [...typed, next];
      const abort = new AbortController();
      const steps = dialect.steps({ ...request, tokens: typed }, abort.signal);
      const first = steps.next().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 10 * index));
      abort.abort();
      await first;
    }
    for await (const _ of dialect.steps({ ...request, tokens: typed }, new AbortController().signal));
    connection.dispose();
    const evaluated = (await evaluatedBy(server.url)) - before;
    assert.ok(evaluated < prompt.length, `${evaluated} of ${prompt.length} tokens were evaluated again`);
  });

  it('refuses another key with the reason, and says no key', async () => {
    await assert.rejects(
      connectTo({ url: server.url, key: 'another' }, modelPath),
      (error) =>
        error instanceof ServerError && error.reason === 'serverKey' && !error.message.includes('another'),
    );
  });
});

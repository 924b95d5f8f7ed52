// Hearth's requests to llama.cpp's own server, with the same weights on both sides.
import assert from 'node:assert/strict';
import { ChatService } from '../../../engine/chat/chatService.ts';
import { saysTheSame } from '../../../engine/chat/otherwise.ts';
import { Scheduler } from '../../../engine/computing/scheduler.ts';
import { type LoadedVocabulary, loadVocabulary } from '../../../engine/llama/loadVocabulary.ts';
import type { Hole } from '../../../engine/protocol/chatProtocol.ts';
import { LlamaServer } from '../../../engine/remote/llamaServer.ts';
import { ServerConnection } from '../../../engine/remote/serverConnection.ts';
import { ServerError } from '../../../engine/remote/serverError.ts';
import { startLlamaServer } from '../../../scripts/server/llamaServer.mjs';
import { realTime } from '../../../src/base/time.ts';
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

  it('does not leave a line as it was where that is no answer', async () => {
    const backend = await connectTo({ url: server.url, key }, modelPath);
    const chat = new ChatService(backend, new Scheduler(), realTime.now, realTime.setTimer, () => {});
    const line = 'return width * height;';
    const params = (rules: Partial<Hole>) => ({
      generationId: '1',
      conversation: 'fix',
      messages: [{ role: 'user' as const, text: `Repeat this line, and nothing else:\n\n${line}` }],
      form: [{ hole: { stopTexts: ['\n'], maxTokens: 40, ...rules } }],
      maxTokens: 40,
    });
    const asItWas = await chat.generate('a', params({}), () => {}).result;
    assert.ok(asItWas.kind === 'shown' && asItWas.value.text.trim() === line, JSON.stringify(asItWas));
    const changed = await chat.generate('a', params({ mayNotBe: line }), () => {}).result;
    assert.ok(changed.kind === 'shown', JSON.stringify(changed));
    assert.ok(changed.value.text.trim() !== '' && !saysTheSame(changed.value.text, line), changed.value.text);
    await backend.dispose();
  });

  it('refuses another key with the reason, and says no key', async () => {
    await assert.rejects(
      connectTo({ url: server.url, key: 'another' }, modelPath),
      (error) =>
        error instanceof ServerError && error.reason === 'serverKey' && !error.message.includes('another'),
    );
  });
});

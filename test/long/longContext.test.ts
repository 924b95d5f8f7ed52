// A context of 32,768 tokens from end to end, with real weights: a fact near its start is used at its end.
// Takes minutes: run on demand and before a release, by `npm test -- long`.
import assert from 'node:assert/strict';
import path from 'node:path';
import { generateRequest } from '../../engine/protocol/chatProtocol.ts';
import { helloRequest, loadRequest, protocolVersion } from '../../engine/protocol/protocol.ts';
import { forkEngine } from '../../src/client/engineProcess.ts';
import { quietLog } from '../support/quietLog.ts';

const modelPath = process.env['HEARTH_TEST_MODEL'] ?? '';
const contextTokens = 32_768;
/** About 22 tokens each; the answer and the template need the rest. */
const sentences = 1450;
const leastPromptTokens = 32_000;
const fact = 'The password of the lighthouse at Skerry Point is "marzipan-4172".\n\n';

/** Sentences of which each is another one, as a report has them. */
function report(count: number): string {
  const places = ['harbour', 'mill', 'quarry', 'station', 'orchard', 'bridge', 'library'];
  const goods = ['rope', 'timber', 'salt', 'paper', 'glass', 'wool', 'tar', 'copper', 'flour'];
  return Array.from({ length: count }, (_, day) => {
    const place = places[day % places.length] ?? '';
    const cargo = goods[(day * 5) % goods.length] ?? '';
    return `On day ${day} the ${place} received ${(day * 37) % 97} crates of ${cargo} and sent ${(day * 11) % 53} back.`;
  }).join('\n');
}

describe('a context of 32,768 tokens', () => {
  it('answers at its end with a fact from its start', async () => {
    // Without a client, whose watchdog takes a machine that is busy with something else for an engine that hangs.
    const engine = forkEngine(path.resolve('dist/engine.mjs'), quietLog);
    const { connection } = engine;
    connection.listen();
    try {
      await connection.sendRequest(helloRequest, { protocolVersion, client: 'test' });
      await connection.sendRequest(loadRequest, { modelPath, contextTokens: 1024, sequences: 1, threads: 0 });
      const question =
        '\n\nWhat is the password of the lighthouse at Skerry Point? Answer with the password alone.';
      const answer = await connection.sendRequest(generateRequest, {
        generationId: 'long',
        conversation: 'long',
        messages: [{ role: 'user', text: fact + report(sentences) + question }],
        maxTokens: 32,
        contextTokens,
      });
      assert.ok(answer.kind === 'shown', JSON.stringify(answer));
      const { text, counters, timings } = answer.value;
      console.log(`      ${counters.evaluated} tokens in ${Math.round(timings.prefillMs / 1000)} s: ${text}`);
      assert.ok(counters.evaluated > leastPromptTokens, `${counters.evaluated} tokens are no long prompt`);
      assert.match(text, /marzipan-4172/);
    } finally {
      engine.kill();
    }
  });
});

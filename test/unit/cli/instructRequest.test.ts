// Rewrites and questions on the command line: which requests are taken, and what an answer says.
import assert from 'node:assert/strict';
import { askOnce, parseInstruction, rewriteOnce } from '../../../cli/instructRequest.ts';
import type { GenerateParams, GenerateResult } from '../../../engine/protocol/chatProtocol.ts';
import type { EngineClient } from '../../../src/client/engineClient.ts';

const request = {
  path: 'a.ts',
  languageId: 'typescript',
  document: 'let a = 1;\n  b();\n',
  selection: [11, 17] as const,
  instruction: 'do it',
};

/** Answers with one text, and remembers what it was asked. */
class AnsweringClient implements Pick<EngineClient, 'generate'> {
  readonly asked: GenerateParams[] = [];
  private readonly outcome: GenerateResult;

  constructor(outcome: GenerateResult) {
    this.outcome = outcome;
  }

  generate(params: GenerateParams): Promise<GenerateResult> {
    this.asked.push(params);
    return Promise.resolve(this.outcome);
  }
}

const answering = (text: string) =>
  new AnsweringClient({
    kind: 'shown',
    value: {
      text,
      holes: [{ text, finishReason: 'endOfText' }],
      finishReason: 'endOfText',
      counters: { reused: 1, evaluated: 2, generated: 3 },
      drafts: { proposed: 0, accepted: 0 },
      timings: { queueMs: 0, tokenizeMs: 0, prefillMs: 4, firstTokenMs: 5, decodeMs: 6, totalMs: 7 },
    },
  });

describe('rewriteOnce', () => {
  it('answers with what replaces the selection', async () => {
    const answer = await rewriteOnce(answering('c();'), request);
    assert.deepEqual(answer, {
      text: '  c();',
      reason: 'endOfText',
      tokens: { reused: 1, evaluated: 2, generated: 3 },
      ms: { prefill: 4, decode: 6, total: 7 },
    });
  });

  for (const [name, client, overrides, reason] of [
    ['the same code', answering('b();'), {}, 'noChange'],
    ['a refusal', answering("I'm sorry, no."), {}, 'refused'],
    ['an empty selection', answering('c();'), { selection: [3, 3] as const }, 'empty'],
    ['a secret file', answering('c();'), { path: '.env' }, 'secretFile'],
    ['a base model', new AnsweringClient({ kind: 'unavailable', reason: 'noChat' }), {}, 'noChat'],
  ] as const) {
    it(`says why there is no text: ${name}`, async () => {
      const answer = await rewriteOnce(client, { ...request, ...overrides });
      assert.deepEqual([answer.text, answer.reason], ['', reason]);
    });
  }
});

describe('askOnce', () => {
  it('answers a question about the selection', async () => {
    const client = answering('It calls b.\n');
    assert.equal((await askOnce(client, request)).text, 'It calls b.');
    assert.match(client.asked[0]?.messages.at(-1)?.text ?? '', /b\(\);[^]*do it/);
  });
});

describe('parseInstruction', () => {
  it('takes a whole request', () => {
    assert.deepEqual(parseInstruction(JSON.stringify(request)), request);
  });

  for (const [name, overrides, message] of [
    ['a missing field', { instruction: undefined }, /"instruction"/],
    ['a selection that is no pair', { selection: 3 }, /"selection"/],
    ['a selection behind the end', { selection: [0, 99] }, /"selection"/],
    ['a selection that ends before it starts', { selection: [5, 2] }, /"selection"/],
  ] as const) {
    it(`names ${name}`, () => {
      assert.throws(() => parseInstruction(JSON.stringify({ ...request, ...overrides })), message);
    });
  }
});

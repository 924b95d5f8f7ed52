// A word that the model would not have begun so: what is said of how sure its rest is.
import assert from 'node:assert/strict';
import { CompletionService } from '../../../../engine/completion/completionService.ts';
import { Scheduler } from '../../../../engine/computing/scheduler.ts';
import type { Candidate, CandidateRequest } from '../../../../engine/llama/backend.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';

const joined = 263;
const expected = { token: 'a'.charCodeAt(0), probability: 0.9 };
const lineEnd = { token: '\n'.charCodeAt(0), probability: 0.9 };

/** Thinks of nothing that begins with “q”, and has a token “ qz”. */
class SurprisedBackend extends FakeBackend {
  override readonly vocabulary = {
    ...new FakeBackend().vocabulary,
    tokenBytes: Array.from({ length: joined + 1 }, (_, token) =>
      token === joined ? new TextEncoder().encode(' qz') : token < 256 ? Uint8Array.of(token) : undefined,
    ),
  };

  override async evaluate(
    sequence: number,
    tokens: readonly number[],
    request: CandidateRequest | undefined,
  ): Promise<readonly Candidate[]> {
    await super.evaluate(sequence, tokens, undefined);
    if (request === undefined) return [];
    if (request.boosted.includes(joined)) return [expected, { token: joined, probability: 0.001 }];
    return request.forced === undefined ? [lineEnd] : [expected];
  }
}

async function oddsOfRest(keepsOddsOfBoosted: boolean): Promise<number | undefined> {
  const backend = new SurprisedBackend();
  backend.keepsOddsOfBoosted = keepsOddsOfBoosted;
  const service = new CompletionService(backend, new Scheduler(() => {}), () => performance.now());
  const outcome = await service.complete('a', {
    documentUri: 'file:///a.ts',
    languageId: 'typescript',
    before: 'let ',
    after: '\n',
    purpose: 'keystroke',
    forcedText: 'q',
    maxLines: 1,
    maxTokens: 8,
  }).result;
  assert.ok(outcome.kind === 'shown', JSON.stringify(outcome));
  assert.match(outcome.value.text, /^q?z$/);
  return outcome.value.tokens[0]?.probability;
}

describe('the rest of a word that the model would not have begun', () => {
  it('is not sure where raising it above all others hid its odds', async () => {
    assert.equal(await oddsOfRest(false), 0);
  });

  it('is as sure as its token is among those that agree, where its odds are told', async () => {
    assert.equal(await oddsOfRest(true), 1);
  });
});

// What Hearth relies on in a server of either product, for the scripted one and the real ones alike.
// Must not know which it is.
import assert from 'node:assert/strict';
import type { LoadedVocabulary } from '../../../engine/llama/loadVocabulary.ts';
import { stepForced } from '../../../engine/prompt/healing.ts';
import { checkServer } from '../../../engine/remote/connectServer.ts';
import { LlamaServer } from '../../../engine/remote/llamaServer.ts';
import { ServerConnection } from '../../../engine/remote/serverConnection.ts';
import type { ServerDialect, Step, StepsRequest } from '../../../engine/remote/serverDialect.ts';
import { VllmServer } from '../../../engine/remote/vllmServer.ts';

export interface ContractSubject {
  readonly product: 'llama.cpp' | 'vLLM';
  readonly url: () => string;
  readonly key?: string;
  /** How long it may say nothing, where that is longer than usual. */
  readonly silenceMs?: number;
  readonly loaded: () => LoadedVocabulary;
}

export function serverContract({ product, url, key, silenceMs, loaded }: ContractSubject): void {
  const server = () => ({ url: url(), ...(key === undefined ? {} : { key }) });
  const never = new AbortController().signal;
  let connection: ServerConnection;
  let dialect: ServerDialect;
  let prompt: readonly number[];
  const bytesOf = (token: number) => loaded().vocabulary.tokenBytes[token];
  const requestFor = (more: Partial<StepsRequest> = {}): StepsRequest => ({
    tokens: prompt,
    maxTokens: 3,
    candidates: 5,
    allowed: [],
    session: 'contract',
    ...more,
  });
  const stepsOf = async (request: StepsRequest): Promise<readonly Step[]> => {
    const steps: Step[] = [];
    for await (const step of dialect.steps(request, never)) steps.push(step);
    return steps;
  };

  beforeEach(async () => {
    connection = new ServerConnection(server(), silenceMs);
    dialect =
      product === 'vLLM'
        ? new VllmServer(connection)
        : new LlamaServer(connection, bytesOf, () => performance.now());
    await dialect.describe();
    prompt = loaded().vocabulary.tokenize('const total = items.map((item) => item.');
  });
  afterEach(() => connection.dispose());

  it('is recognized, and does all that is asked for', async () => {
    const kept = () => Promise.resolve({ ...loaded(), dispose: () => Promise.resolve() });
    const check = await checkServer({ ...server(), modelPath: '' }, kept);
    assert.ok(check.kind === 'answered');
    const { facts } = check;
    assert.equal(facts.product, product);
    assert.ok(facts.contextTokens >= 1024);
    assert.deepEqual(
      [facts.isSameVocabulary, facts.hasFimTokens, facts.takesTokens, facts.tellsProbabilities],
      [true, true, true, true],
    );
    assert.equal(facts.healing, product === 'vLLM' ? 'allowedTokens' : 'grammar');
  });

  it('tells each token that it chose among the likeliest, likeliest first', async () => {
    const steps = await stepsOf(requestFor());
    assert.equal(steps.length, 3);
    for (const { token, candidates } of steps) {
      assert.equal(candidates[0]?.token, token);
      const odds = candidates.map(({ probability }) => probability);
      assert.deepEqual(
        odds,
        odds.toSorted((a, b) => b - a),
      );
      assert.ok(odds.every((probability) => probability > 0 && probability <= 1));
    }
  });

  it('answers the same where it goes on from what it said itself', async () => {
    const [first, second] = await stepsOf(requestFor());
    assert.ok(first !== undefined && second !== undefined);
    const [again] = await stepsOf(requestFor({ tokens: [...prompt, first.token], maxTokens: 1 }));
    assert.equal(again?.token, second.token);
  });

  it('writes what it is forced to, and goes on by itself', async () => {
    const text = product === 'vLLM' ? 'q' : 'qzx日"\\\n';
    let forced: Uint8Array = new TextEncoder().encode(text);
    const [allowed = 0] = loaded().vocabulary.tokenize(text);
    const constraint = product === 'vLLM' ? { allowed: [allowed] } : { forced };
    const steps = await stepsOf(requestFor({ ...constraint, maxTokens: 16 }));
    for (const { token } of steps) {
      if (forced.length === 0) return;
      const step = stepForced(forced, bytesOf(token) ?? new Uint8Array());
      assert.ok(step !== undefined, `token ${token} is not what is forced`);
      forced = step.remaining;
    }
    assert.equal(forced.length, 0);
  });

  it('chooses among those allowed', async () => {
    const [allowed = 0] = loaded().vocabulary.tokenize('zebra');
    const [step] = await stepsOf(requestFor({ allowed: [allowed], maxTokens: 1 }));
    assert.equal(step?.token, allowed);
  });

  it('serves the next request at once when one was given up', async () => {
    const abort = new AbortController();
    const long = dialect.steps(requestFor({ maxTokens: 400 }), abort.signal);
    await long.next();
    abort.abort();
    assert.equal((await stepsOf(requestFor({ maxTokens: 1 }))).length, 1);
  });

  it('keeps two clients’ texts apart while it answers both', async () => {
    const { vocabulary } = loaded();
    const prompts = ['let alpha = 1;\nlet beta = al', 'def gamma():\n    return delta'].map((text) =>
      vocabulary.tokenize(text),
    );
    const ask = (tokens: readonly number[]) => stepsOf(requestFor({ tokens, maxTokens: 4 }));
    const alone = [];
    for (const tokens of prompts) alone.push((await ask(tokens)).map(({ token }) => token));
    const together = await Promise.all(prompts.map(ask));
    assert.deepEqual(
      together.map((steps) => steps.map(({ token }) => token)),
      alone,
    );
  });

  it('has a prompt evaluated without an answer', async () => {
    await dialect.evaluate(prompt, 'contract', never);
  });
}

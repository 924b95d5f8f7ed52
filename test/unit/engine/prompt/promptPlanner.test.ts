// The whole window's prompt, or the near one while the whole one is cold.
import assert from 'node:assert/strict';
import { KvCache } from '../../../../engine/computing/kvCache.ts';
import { defaultLayoutRules } from '../../../../engine/prompt/layout.ts';
import { type PlannedPrompt, PromptPlanner } from '../../../../engine/prompt/promptPlanner.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index};\n`).join('');
const question = (before: string) => ({
  documentUri: 'file:///a.ts',
  languageId: 'typescript',
  before,
  after: `\n${lines(60)}`,
  forcedText: '',
  maxTokens: 10,
});
const goOn = { next: () => Promise.resolve(undefined) };

describe('PromptPlanner', () => {
  const setUp = (prefillTokensPerSecond: number) => {
    const backend = new FakeBackend();
    const cache = new KvCache(backend);
    const { vocabulary, tokensPerSequence } = backend;
    const planner = new PromptPlanner({
      vocabulary,
      family: 'fillInTheMiddle',
      rules: defaultLayoutRules,
      cache,
      tokensPerSequence,
      prefillTokensPerSecond,
    });
    const evaluate = async ({ owner, tokens }: PlannedPrompt) =>
      await cache.prefill(owner, tokens, undefined, goOn);
    return { planner, evaluate };
  };

  it('asks with the whole window when it is evaluated in time', () => {
    const { planner } = setUp(10_000);
    const { owner } = planner.plan('a', question(lines(90)));
    assert.equal(owner, 'a');
  });

  it('asks with the near part while the whole prompt is cold, and with the whole one once it is warm', async () => {
    const { planner, evaluate } = setUp(330);
    const near = planner.plan('a', question(lines(90)));
    assert.notEqual(near.owner, 'a');
    assert.ok(near.tokens.length < 900);
    for (const prompt of planner.warmingPlan('a', question(lines(90)))) await evaluate(prompt);
    planner.widened('a');
    assert.equal(planner.plan('a', question(`${lines(90)}x`)).owner, 'a');
  });

  it('waits for the whole prompt where the question gives it time', () => {
    const { planner } = setUp(330);
    assert.equal(planner.plan('a', { ...question(lines(90)), coldPrefillMs: 20_000 }).owner, 'a');
  });

  it('warms the near part first', () => {
    const owners = setUp(330)
      .planner.warmingPlan('a', question(lines(90)))
      .map(({ owner }) => owner);
    assert.deepEqual([owners.length, owners[1]], [2, 'a']);
  });

  it('keeps the near part while someone types in it', async () => {
    const { planner, evaluate } = setUp(330);
    let before = lines(90);
    await evaluate(planner.plan('a', question(before)));
    for (const key of 'const x = 1;\nlet y') {
      before += key;
      const { reused, evaluated } = await evaluate(planner.plan('a', question(before)));
      assert.ok(evaluated <= 2 && reused > 100, `${evaluated} evaluated`);
    }
  });

  it('says whether an answer ahead would move the prompt of today', () => {
    const { planner } = setUp(10_000);
    assert.equal(planner.wouldMove('a', question(lines(90))), true);
    planner.plan('a', question(lines(90)));
    assert.equal(planner.wouldMove('a', question(`${lines(90)}let y\n`)), false);
    assert.equal(planner.wouldMove('a', question(lines(150))), true);
  });
});

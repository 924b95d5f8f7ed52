// Both readers over a run with answers that are told beforehand.
import assert from 'node:assert/strict';
import { seededRandom } from '../../../bench/evaluation/random.ts';
import type { Reader } from '../../../bench/replay/readers.ts';
import { replayRun } from '../../../bench/replay/replayRun.ts';
import type { Suggested, Suggester } from '../../../bench/replay/suggester.ts';
import type { Tally } from '../../../bench/replay/tally.ts';

const nothing: Suggested = { shown: undefined, source: 'none', latencyMs: 0, generatedTokens: 0 };

/** By the line before the cursor, what is suggested and after how many milliseconds; typed along from memory. */
class ToldSuggester implements Suggester {
  readonly name = 'told';
  readonly asked: string[] = [];
  private readonly told: Readonly<Record<string, readonly [text: string, latencyMs: number]>>;
  private last: { readonly before: string; readonly text: string } | undefined;

  constructor(told: Readonly<Record<string, readonly [text: string, latencyMs: number]>>) {
    this.told = told;
  }

  begin = () => Promise.resolve();
  change = () => {};
  pass = () => Promise.resolve(undefined);

  suggest(text: string, offset: number): Promise<Suggested> {
    const before = text.slice(0, offset);
    this.asked.push(before);
    const at = (suggestion: string) => ({ text: suggestion, startOffset: offset, endOffset: offset });
    if (this.last !== undefined && before.startsWith(this.last.before)) {
      const typed = before.slice(this.last.before.length);
      const rest = this.last.text.slice(typed.length);
      if (this.last.text.startsWith(typed) && rest !== '')
        return Promise.resolve({ shown: at(rest), source: 'memory', latencyMs: 0, generatedTokens: 0 });
    }
    const [answer, latencyMs] = this.told[before] ?? [];
    if (answer === undefined || latencyMs === undefined) return Promise.resolve(nothing);
    this.last = { before, text: answer };
    return Promise.resolve({ shown: at(answer), source: 'engine', latencyMs, generatedTokens: 4 });
  }
}

const run = { text: '\n', offset: 0, typed: 'foo(bar);', finalLine: 'foo(bar);', pauseMs: 0 };

async function replayed(told: Record<string, readonly [string, number]>, reader: Reader) {
  const suggester = new ToldSuggester(told);
  const tally = await replayRun(run, suggester, { reader, random: seededRandom(1), addsErrors: () => false });
  return { tally, asked: suggester.asked };
}

describe('a replayed run', () => {
  const right = { fo: ['o(bar);', 0] as const };
  const wrong = { f: ['or (;;)', 0] as const, 'foo(': ['baz);', 0] as const };
  for (const [name, told, reader, expected] of [
    ['right, accepted', right, 'acceptsWhenRight', { keys: 9, savedKeys: 7, offers: 1, rightOffers: 1 }],
    ['right, typed along', right, 'neverAccepts', { keys: 9, savedKeys: 0, offers: 1, insideFromMemory: 6 }],
    ['wrong twice', wrong, 'acceptsWhenRight', { keys: 9, savedKeys: 0, offers: 2, rightOffers: 0 }],
    [
      'too late, and then there',
      { f: ['oo(bar);', 500] as const },
      'acceptsWhenRight',
      { offers: 1, rightOffers: 1, engineAnswers: 1 },
    ],
    ['too late for all of it', { f: ['oo(bar);', 60_000] as const }, 'acceptsWhenRight', { offers: 0 }],
  ] as const) {
    it(`${name}, ${reader}`, async () => {
      const { tally } = await replayed(told, reader);
      const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, tally[key as keyof Tally]]));
      assert.deepEqual(seen, expected);
    });
  }

  it('asks again behind what was accepted, without a key', async () => {
    const { asked, tally } = await replayed({ f: ['oo', 0], foo: ['(bar);', 0] }, 'acceptsWhenRight');
    assert.deepEqual(asked, ['f', 'foo']);
    assert.deepEqual([tally.keys, tally.savedKeys, tally.offers], [9, 8, 2]);
  });
});

// Where decoding ends because nobody would see the answer.
import assert from 'node:assert/strict';
import { unsureEnd } from '../../../../engine/decoding/unsureEnd.ts';

type Token = readonly [text: string, probability: number];

describe('unsureEnd', () => {
  const cases: readonly {
    readonly name: string;
    readonly tokens: readonly Token[];
    readonly typed?: number;
    readonly expected: number | undefined;
  }[] = [
    { name: 'an answer without tokens', tokens: [], expected: undefined },
    {
      name: 'sure tokens',
      tokens: [
        ['a', 0.9],
        ['b', 0.9],
      ],
      expected: undefined,
    },
    {
      name: 'one token that is too unlikely',
      tokens: [
        ['a', 0.9],
        ['b', 0.1],
        ['c', 1],
      ],
      expected: 2,
    },
    {
      name: 'tokens that are too unlikely together',
      tokens: [
        ['a', 0.6],
        ['b', 0.6],
        ['c', 0.6],
      ],
      expected: 3,
    },
    { name: 'exactly the least', tokens: [['a', 0.25]], expected: undefined },
    { name: 'a token of a probability that is not known', tokens: [['a', 0]], expected: 1 },
    {
      name: 'an unlikely token that was typed meanwhile',
      tokens: [
        ['ab', 0.1],
        ['c', 0.9],
      ],
      typed: 2,
      expected: undefined,
    },
    {
      name: 'an unlikely token that was typed in part',
      tokens: [
        ['ab', 0.1],
        ['c', 0.9],
      ],
      typed: 1,
      expected: 1,
    },
    {
      name: 'an unlikely token on a later line',
      tokens: [
        ['a\n', 0.9],
        ['b', 0.1],
      ],
      expected: undefined,
    },
    {
      name: 'an unlikely line end',
      tokens: [
        ['a', 0.9],
        ['\n', 0.1],
      ],
      expected: undefined,
    },
  ];
  for (const { name, tokens, typed = 0, expected } of cases) {
    it(`${name}: ${expected ?? 'goes on'}`, () => {
      const rule = { leastProbability: 0.25, typedCharacters: typed };
      assert.equal(
        unsureEnd(
          tokens.map(([text, probability]) => ({ text, probability })),
          rule,
        ),
        expected,
      );
    });
  }
});

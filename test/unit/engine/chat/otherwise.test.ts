// Where an answer that may not be goes another way.
import assert from 'node:assert/strict';
import { otherBeginnings, saysTheSame } from '../../../../engine/chat/otherwise.ts';

/** Tokens are texts here. */
const texts = ['return', ' total', 'Aera', 'Area', ';', '\n', ' totalAera', ' sum', 'A'];
const token = (text: string) => texts.indexOf(text);
const bytesOf = (id: number) => {
  const text = texts[id];
  return text === undefined ? undefined : Buffer.from(text);
};
const choices = (...of: readonly (readonly [text: string, probability: number])[]) =>
  of.map(([text, probability]) => ({ token: token(text), probability }));

describe('otherBeginnings', () => {
  const tokens = ['return', ' total', 'Aera'].map(token);
  const beginnings = (...candidates: readonly ReturnType<typeof choices>[]) =>
    otherBeginnings({ tokens, candidates }, bytesOf, 9).map((begun) =>
      begun.tokens.map((id) => texts[id]).join(''),
    );

  it('come likeliest first, by all of their tokens', () => {
    const found = beginnings(
      choices(['return', 0.9], [' sum', 0.1]),
      choices([' total', 0.5], [' sum', 0.5]),
      choices(['Aera', 0.8], ['Area', 0.2]),
    );
    assert.deepEqual(found, ['return sum', ' sum', 'return totalArea']);
  });

  it('are none that may still become the same', () => {
    const found = beginnings(
      choices(['return', 1]),
      choices([' total', 0.5], [' totalAera', 0.3], ['\n', 0.2]),
      choices(['Aera', 0.6], ['A', 0.4]),
    );
    assert.deepEqual(found, []);
  });

  it('are none that end the answer', () => {
    const end = { token: 99, probability: 0.4 };
    assert.deepEqual(beginnings([...choices(['return', 0.6]), end], [], []), []);
  });
});

describe('otherBeginnings behind a character that tokens share', () => {
  const [first = 0, second = 0] = Buffer.from('ü');
  const begun = (...candidates: readonly (readonly number[])[]) =>
    otherBeginnings(
      {
        tokens: [first, second, 0x78],
        candidates: candidates.map((each) => each.map((id) => ({ token: id, probability: 0.5 }))),
      },
      (id) => Uint8Array.of(id),
      9,
    ).map(({ tokens }) => Buffer.from(tokens).toString());

  it('are none that end the answer there', () =>
    assert.deepEqual(begun([first], [second], [0x78, 0x0a, 0x3b]), []));

  it('are those with another character', () =>
    assert.deepEqual(begun([first], [second, 0xb6], [0x78, 0x79]), ['ö', 'üy']));
});

describe('saysTheSame', () => {
  for (const [text, other, expected] of [
    ['return a', 'return a;', true],
    ['f( a,\n  b )', 'f(a, b)', true],
    ['return a', 'return b', false],
    ['a', 'A', false],
  ] as const)
    it(`${JSON.stringify(text)} and ${JSON.stringify(other)}: ${expected}`, () =>
      assert.equal(saysTheSame(text, other), expected));
});

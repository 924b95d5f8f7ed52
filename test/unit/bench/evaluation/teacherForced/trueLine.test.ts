// Scores of tokens whose probabilities are known.
import assert from 'node:assert/strict';
import {
  divergence,
  forcedBefore,
  scoreToken,
} from '../../../../../bench/evaluation/teacherForced/trueLine.ts';

const nothing = new Uint8Array(0);
const bytes = (text: string) => new TextEncoder().encode(text);
const texts = ['con', 'const', ' x', 'return', ' {', ' {\n', ' {}'];
const bytesOf = (token: number) => (texts[token] === undefined ? undefined : bytes(texts[token]));
const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual}`);

describe('a token of the true line', () => {
  const candidates = [
    { token: 3, probability: 0.5 },
    { token: 1, probability: 0.25 },
    { token: 0, probability: 0.125 },
  ];

  it('costs what its probability says', () => {
    const score = scoreToken(candidates, 1, nothing, bytesOf);
    near(score.nats, -Math.log(0.25 / 0.875));
    assert.equal(score.isLikeliest, false);
    assert.equal(scoreToken(candidates, 3, nothing, bytesOf).isLikeliest, true);
  });

  it('is judged among those that agree with what is forced', () => {
    const score = scoreToken(candidates, 1, bytes('cons'), bytesOf);
    near(score.nats, -Math.log(0.25 / 0.375));
    assert.equal(score.isLikeliest, true);
    assert.deepEqual(
      score.likeliest.map(({ token }) => token),
      [1, 0],
    );
  });

  it('counts as the last candidate where it is none', () => {
    near(scoreToken(candidates, 2, nothing, bytesOf).nats, -Math.log(0.125 / 0.875));
    near(scoreToken(candidates, 2, bytes('zzz'), bytesOf).nats, 0);
  });

  it('may have the line’s end in it where it is the last', () => {
    const opening = [
      { token: 5, probability: 0.5 },
      { token: 6, probability: 0.25 },
      { token: 4, probability: 0.25 },
    ];
    const last = scoreToken(opening, 4, nothing, bytesOf, true);
    near(last.nats, -Math.log(0.75));
    assert.equal(last.isLikeliest, true);
    assert.equal(scoreToken(opening, 4, nothing, bytesOf).isLikeliest, false);
  });

  it('leaves less forced behind it', () => {
    const left = forcedBefore([0, 2], bytes('cons'), bytesOf).map((part) => new TextDecoder().decode(part));
    assert.deepEqual(left, ['cons', 's']);
  });
});

describe('the divergence of two models', () => {
  const likely = (first: number, second: number) => [
    { token: 1, probability: first },
    { token: 2, probability: second },
  ];

  it('is nothing for the same', () => near(divergence(likely(0.6, 0.3), likely(0.6, 0.3)), 0));

  it('takes what is not listed together', () => {
    const expected = 0.6 * Math.log(0.6 / 0.5) + 0.3 * Math.log(0.3 / 0.3) + 0.1 * Math.log(0.1 / 0.2);
    near(divergence(likely(0.6, 0.3), likely(0.5, 0.3)), expected);
  });

  it('is large where a likely token is not listed at all', () => {
    assert.ok(divergence(likely(0.9, 0.1), [{ token: 2, probability: 1 }]) > 10);
  });
});

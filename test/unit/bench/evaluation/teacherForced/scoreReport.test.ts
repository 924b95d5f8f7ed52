// Figures and paired differences of scores whose truth is known.
import assert from 'node:assert/strict';
import {
  figuresOf,
  halvesOf,
  scoreReport,
} from '../../../../../bench/evaluation/teacherForced/scoreReport.ts';
import type { LineScore } from '../../../../../bench/evaluation/teacherForced/teacherForcer.ts';

function score(id: string, nats: readonly number[], isLikeliest: boolean): LineScore {
  return {
    id,
    kind: 'newLine',
    tokens: nats.map((value) => ({ nats: value, isLikeliest, likeliest: [] })),
    promptTokens: 100,
    prefillMs: 200,
    decodeMsPerToken: 20,
  };
}

describe('scores of true lines', () => {
  const lines = Array.from({ length: 16 }, (_, index) => score(`case ${index}`, [1, 0.5], index % 4 === 0));

  it('are added up over a line', () => {
    assert.deepEqual(figuresOf(lines), {
      natsPerLine: 1.5,
      allLikeliest: 0.25,
      prefillTokensPerSecond: 500,
      decodeMsPerToken: 20,
    });
  });

  it('are halved in rounds of the kinds', () => {
    const { choosing, reporting } = halvesOf(lines);
    assert.deepEqual(
      choosing.map(({ id }) => id),
      [0, 1, 2, 3, 8, 9, 10, 11].map((index) => `case ${index}`),
    );
    assert.equal(reporting.length, 8);
  });

  it('are compared line by line with those of the first model', () => {
    const better = lines
      .toReversed()
      .map((line) => ({ ...line, prefillMs: 100, tokens: line.tokens.slice(0, 1) }));
    const report = scoreReport({ 'a.gguf': lines, 'b.gguf': better });
    assert.match(report, /a\.gguf: 16 lines\n {2}to choose on +1\.500 nats a line {2}all likeliest 25\.0 %/);
    assert.match(
      report,
      /all +1\.000 nats.*−0\.500 \(−0\.500 … −0\.500\) nats.*prefill × 2\.00, decode × 1\.00/,
    );
  });
});

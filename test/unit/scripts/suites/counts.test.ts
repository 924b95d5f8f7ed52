// How results become counts, above all those of runs that went wrong without saying so.
import assert from 'node:assert/strict';
import { type Counts, countsOf, summary, sumOf } from '../../../../scripts/suites/counts.mjs';

const counts = (passed: number, failed: number, skipped: number): Counts => ({ passed, failed, skipped });

describe('countsOf', () => {
  const cases: readonly [string, Parameters<typeof countsOf>[0], Counts][] = [
    ['a check that passes', { kind: 'check', exitCode: 0, reported: undefined }, counts(1, 0, 0)],
    ['a check that fails', { kind: 'check', exitCode: 2, reported: undefined }, counts(0, 1, 0)],
    ['tests that pass', { kind: 'mocha', exitCode: 0, reported: counts(5, 0, 1) }, counts(5, 0, 1)],
    ['tests that fail', { kind: 'mocha', exitCode: 2, reported: counts(5, 2, 0) }, counts(5, 2, 0)],
    ['a run without counts', { kind: 'mocha', exitCode: 0, reported: undefined }, counts(0, 1, 0)],
    ['a run of no tests', { kind: 'mocha', exitCode: 0, reported: counts(0, 0, 0) }, counts(0, 1, 0)],
    [
      'a run of skipped tests only',
      { kind: 'mocha', exitCode: 0, reported: counts(0, 0, 3) },
      counts(0, 1, 3),
    ],
    [
      'a crash after the tests',
      { kind: 'mocha', exitCode: 'SIGABRT', reported: counts(5, 0, 0) },
      counts(5, 1, 0),
    ],
    ['a time-out', { kind: 'mocha', exitCode: 'time-out', reported: undefined }, counts(0, 1, 0)],
  ];
  for (const [what, outcome, expected] of cases) {
    it(`counts ${what}`, () => {
      assert.deepEqual(countsOf(outcome), expected);
    });
  }
});

describe('summary', () => {
  it('adds up suites in one line', () => {
    assert.equal(summary(sumOf([counts(1, 0, 0), counts(5, 2, 1)])), '6 passed, 2 failed, 1 skipped');
  });
});

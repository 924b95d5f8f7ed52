// How the results of suites become numbers, and numbers one verdict.
// Pure: no processes, no files.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * The counts of one suite from its exit code and what its runner reported. A suite that says nothing, or ran
 * nothing, or ended badly without naming a failure, has failed.
 *
 * @param {{ kind: 'check' | 'mocha', exitCode: number | string, reported: Counts | undefined }} outcome
 * @returns {Counts}
 */
export function countsOf({ kind, exitCode, reported }) {
  const isGood = exitCode === 0;
  if (kind === 'check') return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  if (reported === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const ranSomething = reported.passed + reported.failed > 0;
  const explainsItself = isGood ? ranSomething : reported.failed > 0;
  return explainsItself ? reported : { ...reported, failed: reported.failed + 1 };
}

/** @param {readonly Counts[]} all @returns {Counts} */
export function sumOf(all) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of all) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}

/** @param {Counts} counts */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

// What failed is run once more only where chance can be the reason, and counts as it ended then.
import assert from 'node:assert/strict';
import type { Counts } from '../../../../scripts/suites/counts.mjs';
import { afterSecondTry, grepOf, groupsToTryAgain } from '../../../../scripts/suites/secondTry.mjs';

const counts = (passed: number, failed: number): Counts => ({ passed, failed, skipped: 0 });

describe('groupsToTryAgain', () => {
  it('names the groups with failures', () => {
    assert.deepEqual(groupsToTryAgain({ models: counts(6, 1), site: counts(4, 0) }), ['models']);
  });

  it('names none where too much failed for chance', () => {
    assert.deepEqual(groupsToTryAgain({ a: counts(1, 1), b: counts(0, 1), c: counts(0, 2) }), []);
  });
});

describe('grepOf', () => {
  const chosen = new RegExp(grepOf(['models', 'a server (remote)']));
  const cases: readonly [string, boolean][] = [
    ['models lists what can be had', true],
    ['a server (remote) answers', true],
    ['"before all" hook for models', false],
    ['modelsFolder exists', false],
    ['the models go', false],
  ];
  for (const [title, isChosen] of cases) {
    it(`${isChosen ? 'chooses' : 'leaves'} ${title}`, () => {
      assert.equal(chosen.test(title), isChosen);
    });
  }
});

describe('afterSecondTry', () => {
  const first = { models: counts(2, 1), site: counts(4, 0) };
  const cases: readonly [string, Record<string, Counts>, Counts][] = [
    ['the second results of what ran again', { models: counts(7, 0) }, counts(11, 0)],
    ['a second failure', { models: counts(6, 1) }, counts(10, 1)],
    ['nothing twice that the choice took along', { models: counts(7, 0), site: counts(4, 0) }, counts(11, 0)],
    ['the first failure where the second run said nothing', {}, counts(6, 1)],
  ];
  for (const [what, second, expected] of cases) {
    it(`counts ${what}`, () => {
      assert.deepEqual(afterSecondTry(first, second, ['models']), expected);
    });
  }
});

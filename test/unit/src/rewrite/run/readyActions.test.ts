// Which ready actions a language has, and that each one's instruction is understood as what it says.
import assert from 'node:assert/strict';
import { instructionKind } from '../../../../../src/rewrite/frame/instructionKind.ts';
import { readyActions } from '../../../../../src/rewrite/run/readyActions.ts';
import { plainTranslate } from '../../../../support/plainTranslate.ts';

const labels = (languageId: string) => readyActions(plainTranslate, languageId, []).map(({ label }) => label);

describe('ready actions', () => {
  for (const [languageId, has, lacks] of [
    ['typescript', ['Add Types', 'Convert to Async', 'Write a Test'], ['Correct the Language']],
    ['go', ['Add Doc Comment', 'Handle Errors'], ['Add Types', 'Convert to Async']],
    ['css', ['Fix', 'Add Doc Comment', 'Simplify'], ['Handle Errors', 'Rename for Clarity']],
    ['markdown', ['Correct the Language'], ['Fix', 'Simplify', 'Translate Comments to English']],
    ['json', ['Fix'], ['Handle Errors', 'Add Doc Comment']],
  ] as const) {
    it(`of ${languageId}`, () => {
      const all = labels(languageId);
      for (const label of has) assert.ok(all.includes(label), label);
      for (const label of lacks) assert.ok(!all.includes(label), label);
    });
  }

  it('include the user’s own, by language', () => {
    const own = [{ name: 'Mine', instruction: 'x', languages: ['go'] }];
    assert.ok(readyActions(plainTranslate, 'go', own).some(({ label }) => label === 'Mine'));
    assert.ok(!readyActions(plainTranslate, 'css', own).some(({ label }) => label === 'Mine'));
  });

  for (const [label, kind] of [
    ['Fix', 'fix'],
    ['Add Types', 'types'],
    ['Add Doc Comment', 'doc'],
    ['Simplify', 'simplify'],
    ['Rename for Clarity', 'rename'],
    ['Convert to Async', 'async'],
    ['Translate Comments to English', 'translate'],
    ['Handle Errors', 'handleErrors'],
    ['Write a Test', 'test'],
  ] as const) {
    it(`are understood: ${label}`, () => {
      const action = readyActions(plainTranslate, 'typescript', []).find((each) => each.label === label);
      assert.equal(instructionKind(action?.instruction ?? ''), kind);
    });
  }
});

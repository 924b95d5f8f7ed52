// Errors that a proposal brought, by message and number.
import assert from 'node:assert/strict';
import { newErrors } from '../../../../../src/rewrite/run/newErrors.ts';

describe('newErrors', () => {
  for (const [before, now, added] of [
    [[], ['a'], ['a']],
    [['a'], ['a'], []],
    [['a'], ['a', 'a', 'b'], ['a', 'b']],
    [['a', 'b'], [], []],
  ] as const) {
    it(`${before.join('')} → ${now.join('')}`, () => {
      const found = newErrors(
        before,
        now.map((message) => ({ message })),
      );
      assert.deepEqual(
        found.map(({ message }) => message),
        added,
      );
    });
  }
});

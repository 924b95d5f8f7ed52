// How many characters a cold prompt may have on machines of different speed.
import assert from 'node:assert/strict';
import { budgetFor } from '../../../../../src/completion/asking/contextBudget.ts';

const speed = (prefillTokensPerSecond: number) => ({
  prefillTokensPerSecond,
  decodeTokensPerSecond: 50,
  charactersPerToken: 3,
});

describe('budgetFor', () => {
  for (const [name, tokensPerSecond, coldMs, before, after] of [
    ['no speed yet', undefined, undefined, 3600, 600],
    ['a slow machine gets the least that helps', 50, undefined, 700, 200],
    ['a laptop gets what it evaluates in idle time', 300, undefined, 2295, 405],
    ['one in between gets what it evaluates in that time', 500, 1000, 1275, 225],
    ['a fast one gets the most that helps', 5000, undefined, 3600, 600],
    ['more time is more text', 250, 2000, 1275, 225],
  ] as const) {
    it(name, () => {
      const measured = tokensPerSecond === undefined ? undefined : speed(tokensPerSecond);
      assert.deepEqual(budgetFor(measured, coldMs), { beforeCharacters: before, afterCharacters: after });
    });
  }
});

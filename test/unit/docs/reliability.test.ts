// docs/RELIABILITY.md says of every fault of the stage what is seen of it, in the words of the stage.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { quickFaults } from '../../support/faults/quickFaults.ts';
import { slowFaults } from '../../support/faults/slowFaults.ts';

const text = readFileSync('docs/RELIABILITY.md', 'utf8');
const rows = text.split('\n').filter((line) => line.startsWith('|'));

describe('docs/RELIABILITY.md', () => {
  for (const [suite, faults] of [
    ['engine', quickFaults],
    ['long', slowFaults],
  ] as const) {
    for (const { name, sees } of faults) {
      it(`says what is seen when ${name}`, () => {
        const row = rows.find((line) => line.split('|')[1]?.trim() === name);
        assert.ok(row, 'it has no row');
        const [, , seen, where] = row.split('|').map((cell) => cell.trim());
        assert.deepEqual([seen, where], [sees, suite]);
      });
    }
  }
});

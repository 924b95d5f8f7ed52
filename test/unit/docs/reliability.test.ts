// docs/RELIABILITY.md says of every fault of the stage what is seen of it, in the words of the stage.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { quickFaults } from '../../support/faults/quickFaults.ts';

const text = readFileSync('docs/RELIABILITY.md', 'utf8');
const rows = text.split('\n').filter((line) => line.startsWith('|'));

describe('docs/RELIABILITY.md', () => {
  for (const { name, sees } of quickFaults) {
    it(`says what is seen when ${name}`, () => {
      const row = rows.find((line) => line.split('|')[1]?.trim() === name);
      assert.ok(row, 'it has no row');
      const [, , seen] = row.split('|').map((cell) => cell.trim());
      assert.equal(seen, sees);
    });
  }
});

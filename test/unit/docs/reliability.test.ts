// docs/RELIABILITY.md says of every fault of the stage what is seen of it, in the words of the stage.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { quickFaults } from '../../support/faults/quickFaults.ts';
import { slowFaults } from '../../support/faults/slowFaults.ts';

const text = readFileSync('docs/RELIABILITY.md', 'utf8');
const rows = text.split('\n').filter((line) => line.startsWith('|'));

const tests = readdirSync('test', { recursive: true, encoding: 'utf8' });

describe('docs/RELIABILITY.md', () => {
  it('names a test that is there for each fault of documents and files', () => {
    const faults = rows.filter(
      (row) => row.includes('.test.ts') || row.includes('golden/') || / –\s+\|$/.test(row),
    );
    assert.ok(faults.length >= 50, `${faults.length} rows`);
    for (const row of faults) {
      const cell = row.split('|').at(-2) ?? '';
      const files = [...cell.matchAll(/`([\w./]+\.(?:test\.ts|txt))`/g)].map(([, file]) => file ?? '');
      assert.ok(files.length > 0, `no test: ${row}`);
      for (const file of files)
        assert.ok(
          tests.some((test) => test.endsWith(file)),
          `there is no ${file}`,
        );
    }
  });

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

// The committed pieces of code to be explained: how many there are, and that what is said of them is about them.
import assert from 'node:assert/strict';
import { readSnippets } from '../../../../bench/explain/snippet.ts';

describe('the pieces of code to be explained', () => {
  it('are twenty-four in eight languages, a third of them for reporting', async () => {
    const [tuning, reporting] = [await readSnippets('tuning'), await readSnippets('reporting')];
    assert.deepEqual([tuning.length, reporting.length], [16, 8]);
    const languages = (snippets: typeof tuning) => new Set(snippets.map(({ languageId }) => languageId)).size;
    assert.deepEqual([languages(tuning), languages(reporting)], [8, 8]);
    for (const { name, says, code } of [...tuning, ...reporting]) {
      assert.ok(says.length > 0, name);
      for (const [about] of says)
        assert.ok(
          about === 'does' || about === 'Returns' || new RegExp(String.raw`\b${about}\b`).test(code),
          name,
        );
    }
  });
});

// Which changes between releases somebody types, and into what. `⟦…⟧` is what is typed.
import assert from 'node:assert/strict';
import { typedHunks } from '../../../../bench/hunks/typedHunk.ts';
import { parseDiff } from '../../../../bench/hunks/versionDiff.ts';

const file = (text: string) => ({ packageName: 'p', path: 'a.ts', languageId: 'typescript', text });

function typed(older: string, newer: string, diff: string, removed: readonly string[] = []) {
  const changes = parseDiff(`+++ /new/a.ts\n${diff}`, '/new').get('a.ts') ?? [];
  return typedHunks(file(older), file(newer), changes, new Set(removed)).map(
    ({ text, offset, typed: added }) => `${text.slice(0, offset)}⟦${added}⟧${text.slice(offset)}`,
  );
}

describe('typedHunks', () => {
  it('a new line begins with Enter at the end of the one above', () =>
    assert.deepEqual(typed('a\nb', 'a\nconst c = 1;\nb', '@@ -1,0 +2 @@'), ['a⟦\nconst c = 1;⟧\nb']));

  it('the ones above are there already', () =>
    assert.deepEqual(typed('a\nb', 'x\na\nconst c = 1;\nb', '@@ -0,0 +1 @@\n@@ -1,0 +3 @@'), [
      'x\na⟦\nconst c = 1;⟧\nb',
    ]));

  it('in a line that changed only what changed, whole words of it', () =>
    assert.deepEqual(typed('call(first);', 'call(firstOfAll, second);', '@@ -1 +1 @@'), [
      'call(⟦firstOfAll, second⟧);',
    ]));

  it('nothing that is too short, was moved, or takes the place of several lines', () => {
    assert.deepEqual(typed('a\nb', 'a\nx\nb', '@@ -1,0 +2 @@'), []);
    assert.deepEqual(typed('a\nb', 'a\nconst c = 1;\nb', '@@ -1,0 +2 @@', ['const c = 1;']), []);
    assert.deepEqual(typed('a\nb', 'const a = 1;\nconst b = 2;', '@@ -1,2 +1,2 @@'), []);
  });
});

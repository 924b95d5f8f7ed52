// Diffs by file: which files they are of, and what of them fits.
import assert from 'node:assert/strict';
import { diffParts, withinLimit } from '../../../../../src/rewrite/commit/diffParts.ts';

const changed =
  'diff --git a/src/a.ts b/src/a.ts\nindex 1..2 100644\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@\n-a\n+b\n';

describe('diffParts', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['a change', changed, ['src/a.ts']],
    [
      'a rename',
      'diff --git a/old b/new\nsimilarity index 100%\nrename from old\nrename to new\n',
      ['old', 'new'],
    ],
    [
      'a new file',
      'diff --git a/.env b/.env\nnew file mode 100644\n--- /dev/null\n+++ b/.env\n@@ -0,0 +1 @@\n+KEY=1\n',
      ['.env'],
    ],
    ['a binary file', 'diff --git a/x.png b/x.png\nBinary files a/x.png and b/x.png differ\n', ['x.png']],
    ['a name with spaces', 'diff --git a/my file b/my file\n--- a/my file\n+++ b/my file\n', ['my file']],
    [
      'a name beyond ASCII',
      'diff --git "a/\\303\\244.ts" "b/\\303\\244.ts"\n--- "a/\\303\\244.ts"\n+++ "b/\\303\\244.ts"\n',
      ['ä.ts'],
    ],
  ];
  for (const [what, diff, paths] of cases) {
    it(`names the files of ${what}`, () => {
      const [part, ...others] = diffParts(diff);
      assert.deepEqual(part?.paths, paths);
      assert.deepEqual(others, []);
    });
  }

  it('keeps each file’s text whole', () => {
    const second = changed.replaceAll('a.ts', 'c.ts');
    assert.deepEqual(
      diffParts(changed + second).map(({ text }) => text),
      [changed, second],
    );
  });

  it('is nothing for nothing', () => assert.deepEqual(diffParts(''), []));
});

describe('withinLimit', () => {
  it('leaves what fits as it is', () => assert.equal(withinLimit(diffParts(changed), 1000), changed));

  it('gives small files their whole text and large ones what is left, in order, by lines', () => {
    const large = { paths: ['l'], text: 'line\n'.repeat(100) };
    const small = { paths: ['s'], text: 'tiny\n' };
    assert.equal(withinLimit([large, small], 52), `${'line\n'.repeat(9)}tiny\n`);
  });
});

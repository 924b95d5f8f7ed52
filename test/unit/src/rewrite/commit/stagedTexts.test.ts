// What of a repository's staged changes may be read, with a real Git in every configuration that changes its diffs.
import assert from 'node:assert/strict';
import { isSecretPath } from '../../../../../src/privacy/secretFiles.ts';
import { stagedTexts } from '../../../../../src/rewrite/commit/stagedTexts.ts';
import { StagedRepository } from '../../../../support/stagedRepository.ts';
import { useTemporaryFolder } from '../../../../support/temporaryFolder.ts';

const mayRead = (path: string) => Promise.resolve(!isSecretPath(path));
const bodyLine = 'MHcCAQEEIBYQdmVyeSBzZWNyZXQga2V5IG1hdGVyaWFsIGZvciB0ZXN0cyBvbmx5';
const keyBody = Array.from({ length: 9 }, (_, index) => `${bodyLine.slice(0, 62)}${10 + index}`);
const key = `-----BEGIN EC PRIVATE KEY-----\n${keyBody.join('\n')}\n-----END EC PRIVATE KEY-----\n`;

describe('stagedTexts', () => {
  const folder = useTemporaryFolder();

  for (const configuration of [
    {},
    { 'diff.mnemonicPrefix': 'true' },
    { 'diff.noprefix': 'true' },
    { 'diff.srcPrefix': 'x/', 'diff.dstPrefix': 'y/' },
    { 'color.ui': 'always' },
    { 'core.quotePath': 'false' },
    { 'diff.renames': 'copies' },
    { 'diff.relative': 'true' },
    { 'diff.external': 'cat "$5" #' },
    { 'core.autocrlf': 'input' },
  ] as readonly Readonly<Record<string, string>>[]) {
    it(`keeps hidden files hidden with ${JSON.stringify(configuration)}`, async () => {
      const repository = new StagedRepository(folder(), configuration);
      repository.commit({ 'old.ts': 'let a = 1;\n'.repeat(20), '.env.old': 'OLD=hidden\n'.repeat(20) });
      repository.git('mv', 'old.ts', 'new.ts');
      repository.git('mv', '.env.old', 'shown.txt');
      repository.write({
        '.env': 'KEY=hidden\n',
        'sp ace/ä.ts': 'let umlaut;\n',
        'new.ts': `${'let a = 1;\n'.repeat(20)}let renamed;\n`,
        '[x].ts': 'let bracket;\n',
        'x.ts': 'let plain;\n',
        'deploy/secrets/db.yaml': 'pass: hidden\n',
      });
      const { texts, stagedFiles } = await stagedTexts(repository, mayRead);
      const text = texts.join('');
      assert.doesNotMatch(text, /hidden|\.env|db\.yaml/);
      for (const shown of ['umlaut', 'renamed', 'bracket', 'plain'])
        assert.match(text, new RegExp(`^.?let ${shown};$`, 'm'), shown);
      assert.equal(stagedFiles, 7);
      assert.deepEqual(
        texts.map((one) => one.split('\n', 1)[0]),
        [
          'diff --git a/[x].ts b/[x].ts',
          'diff --git a/old.ts b/new.ts',
          'diff --git a/sp ace/ä.ts b/sp ace/ä.ts',
          'diff --git a/x.ts b/x.ts',
        ],
      );
      assert.ok(!repository.asked.some(isSecretPath));
    });
  }

  it('has the form of Git’s own diffs', async () => {
    const repository = new StagedRepository(folder(), { 'diff.noprefix': 'true' });
    repository.commit({
      'a.ts': 'one\ntwo\n',
      'run.sh': 'echo\n',
      'gone.ts': 'x\n',
      'b.bin': Buffer.from([0, 1]),
    });
    repository.git('update-index', '--chmod=+x', 'run.sh');
    repository.git('rm', '--quiet', 'gone.ts');
    repository.write({ 'a.ts': 'one\n2\n', 'b.bin': Buffer.from([0, 2]), 'run.sh': 'echo\n' });
    repository.git('update-index', '--chmod=+x', 'run.sh');
    const { texts } = await stagedTexts(repository, mayRead);
    assert.deepEqual(texts, [
      'diff --git a/a.ts b/a.ts\n--- a/a.ts\n+++ b/a.ts\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n',
      'diff --git a/b.bin b/b.bin\nBinary files b.bin and b.bin differ\n',
      'diff --git a/gone.ts b/gone.ts\ndeleted file mode 100644\n--- a/gone.ts\n+++ b/gone.ts\n@@ -1 +0,0 @@\n-x\n',
      'diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n',
    ]);
  });

  it('leaves out files whose diff holds a key, removed, added, or only some lines of its middle', async () => {
    const repository = new StagedRepository(folder());
    repository.commit({ 'removed.ts': key, 'middle.txt': key, 'kept.ts': 'let a;\n' });
    repository.write({
      'removed.ts': 'let a;\n',
      'middle.txt': key.replace(`${bodyLine.slice(0, 62)}14\n`, ''),
      'added.ts': `const key = \`\n${key}\`;\n`,
      'kept.ts': 'let kept;\n',
    });
    const { texts } = await stagedTexts(repository, mayRead);
    assert.equal(texts.length, 1);
    assert.match(texts[0] ?? '', /let kept/);
  });

  it('tells of a submodule no more than its commits', async () => {
    const text = 'Submodule lib 1..2:\n  > Add\ndiff --git a/lib/.env b/lib/.env\n+KEY=hidden\n';
    const files = {
      changes: () => Promise.resolve([{ path: 'lib', earlierPath: undefined }]),
      diff: () => Promise.resolve(text),
    };
    assert.deepEqual((await stagedTexts(files, mayRead)).texts, [
      'diff --git a/lib b/lib\nSubmodule lib 1..2:\n  > Add\n',
    ]);
  });

  it('names files beyond the fiftieth without asking for their diffs', async () => {
    const paths = Array.from({ length: 53 }, (_, index) => `f${index}.ts`);
    let asked = 0;
    const files = {
      changes: () => Promise.resolve(paths.map((path) => ({ path, earlierPath: undefined }))),
      diff: () => {
        asked++;
        return Promise.resolve('@@ -0,0 +1 @@\n+a\n');
      },
    };
    const { texts } = await stagedTexts(files, mayRead);
    assert.equal(texts.length, 53);
    assert.equal(asked, 50);
    assert.equal(texts[52], 'diff --git a/f52.ts b/f52.ts\n');
  });
});

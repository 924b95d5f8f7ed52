// Which files around a document are read, and which never are.
import assert from 'node:assert/strict';
import { NeighbourFiles } from '../../../../../src/context/neighbours/neighbourFiles.ts';
import { neighbourFolders, neighbourPaths } from '../../../../../src/context/neighbours/neighbours.ts';
import { FilePrivacy } from '../../../../../src/privacy/filePrivacy.ts';
import { MemoryFiles } from '../../../../support/memoryFiles.ts';
import { MemoryFolderFiles } from '../../../../support/memoryFolderFiles.ts';
import { quietLog } from '../../../../support/quietLog.ts';

describe('neighbours', () => {
  for (const [name, text, expected] of [
    ['the document’s own folder', 'const a = 1;', ['src/a']],
    ['folders of relative imports', "import { b } from '../b/c.ts';\nimport './d';", ['src/a', 'src/b']],
    ['nothing for packages', "import fs from 'node:fs';\nimport x from 'library/x';", ['src/a']],
  ] as const) {
    it(`lists ${name}`, () => {
      assert.deepEqual(neighbourFolders('src/a/main.ts', 'typescript', text), expected);
    });
  }

  it('reads imported files first, then those with the same ending in the folder', () => {
    const existing = ['src/a/main.ts', 'src/a/other.ts', 'src/a/notes.md', 'src/b/c.ts', 'src/b/d.ts'];
    assert.deepEqual(
      neighbourPaths('src/a/main.ts', 'typescript', "import { c } from '../b/c.ts';", existing),
      ['src/b/c.ts', 'src/a/other.ts'],
    );
  });
});

describe('NeighbourFiles', () => {
  const document = {
    uri: 'file:///home/me/work/src/main.ts',
    languageId: 'typescript',
    version: 1,
    text: "import { used } from './used.ts';\n",
  };
  const setUp = (texts: Readonly<Record<string, string>>) => {
    const files = new MemoryFiles(texts);
    const noTimer = () => ({ dispose: () => {} });
    const privacy = new FilePrivacy(files, noTimer, quietLog);
    return { files, privacy, neighbours: new NeighbourFiles(new MemoryFolderFiles(files), privacy, noTimer) };
  };

  it('reads what is beside the document and shows paths from the workspace on', async () => {
    const { neighbours } = setUp({ 'src/main.ts': '', 'src/other.ts': 'other', 'src/used.ts': 'used' });
    assert.deepEqual(
      (await neighbours.around(document)).map(({ path, text }) => [path, text]),
      [
        ['src/used.ts', 'used'],
        ['src/other.ts', 'other'],
      ],
    );
  });

  it('reads each file once while nothing changes', async () => {
    const { files, neighbours } = setUp({ 'src/used.ts': 'used' });
    await neighbours.around(document);
    const reads = files.reads.length;
    await neighbours.around(document);
    assert.equal(files.reads.length, reads);
    neighbours.forget();
    await neighbours.around(document);
    assert.ok(files.reads.length > reads);
  });

  it('gives nothing that became hidden while it was read', async () => {
    const { files, privacy, neighbours } = setUp({ 'src/used.ts': 'used' });
    files.beforeLook = (path) => {
      if (path.endsWith('src/used.ts') && files.texts.get(files.absolute('.gitignore')) === undefined) {
        files.texts.set(files.absolute('.gitignore'), 'used.ts');
        privacy.forgetRules();
        neighbours.forget();
      }
      return Promise.resolve();
    };
    assert.deepEqual(await neighbours.around(document), []);
  });

  for (const [name, texts] of [
    ['ignored files', { '.gitignore': 'used.ts\n', 'src/used.ts': 'x' }],
    ['secret files', { 'src/secrets.ts': 'x' }],
    ['private keys', { 'src/used.ts': '-----BEGIN PRIVATE KEY-----\nx' }],
    ['huge files', { 'src/used.ts': 'x'.repeat(60_001) }],
    ['binary files', { 'src/used.ts': 'a\0b' }],
  ] as const) {
    it(`leaves out ${name}`, async () => {
      const { files, neighbours } = setUp(texts);
      assert.deepEqual(await neighbours.around(document), []);
      if (name === 'ignored files' || name === 'secret files')
        assert.ok(!files.reads.some((path) => path.endsWith('s.ts') || path.endsWith('used.ts')));
    });
  }

  it('reads no more than a pause in typing allows', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`src/f${index}.ts`, 'x'.repeat(40_000)]),
    );
    const { neighbours } = setUp(many);
    assert.equal((await neighbours.around(document)).length, 3);
  });
});

// What privacy rules expect of files and their places, the same for those in memory and for VS Code's workspace.
import assert from 'node:assert/strict';
import type { WorkspaceFiles } from '../../src/privacy/filePrivacy.ts';

export interface FilesUnderTest {
  readonly files: WorkspaceFiles;
  /** The address of a file in the workspace folder, which need not be there. */
  readonly addressOf: (name: string) => string;
  /** Of a file that is in no workspace folder. */
  readonly outside: string;
  readonly write: (name: string, text: string) => Promise<void> | void;
  /** Both are names in the workspace folder. */
  readonly link: (name: string, target: string) => Promise<void> | void;
}

export function describeWorkspaceFiles(
  name: string,
  open: () => Promise<FilesUnderTest> | FilesUnderTest,
): void {
  describe(name, () => {
    const located = ({ files, addressOf }: FilesUnderTest, file: string) => files.locate(addressOf(file));

    for (const file of ['a.ts', 'deep/er/a.ts', 'with space/ä 模.ts', '50% #1 (new).ts', '.env']) {
      it(`locate ${file} in its folder, and lead back to it`, async () => {
        const tested = await open();
        const { path, workspaceFolder, fileSystem, hasLinks } = located(tested, file);
        assert.equal(path, `${workspaceFolder}/${file}`);
        assert.equal(hasLinks, true);
        assert.equal(tested.files.locate(tested.files.uriOf(fileSystem, path)).path, path);
      });
    }

    it('know no folder of what is outside or untitled, which has no links either', async () => {
      const { files, outside } = await open();
      assert.equal(files.locate(outside).workspaceFolder, undefined);
      const { workspaceFolder, hasLinks } = files.locate('untitled:Untitled-1');
      assert.deepEqual({ workspaceFolder, hasLinks }, { workspaceFolder: undefined, hasLinks: false });
    });

    it('tell files, folders and nothing apart', async () => {
      const tested = await open();
      const { files, write } = tested;
      await write('kinds/a.ts', 'text');
      const { fileSystem, path } = located(tested, 'kinds');
      const look = async (inside: string) => [
        await files.kindOf(fileSystem, path + inside),
        await files.read(fileSystem, path + inside),
      ];
      assert.deepEqual(await look(''), ['folder', undefined]);
      assert.deepEqual(await look('/a.ts'), ['file', 'text']);
      assert.deepEqual(await look('/b.ts'), [undefined, undefined]);
      // What is in a file is nowhere.
      assert.deepEqual(await look('/a.ts/b.ts'), [undefined, undefined]);
    });

    it('follow links to files and through folders, and lead nowhere where nothing is', async () => {
      const tested = await open();
      const { files, write, link } = tested;
      await write('real/a.ts', 'text');
      await link('toFile.ts', 'real/a.ts');
      await link('toFolder', 'real');
      const { fileSystem, path } = located(tested, 'real/a.ts');
      const real = async (file: string) => await files.realPath(fileSystem, located(tested, file).path);
      const expected = await real('real/a.ts');
      assert.ok(expected?.endsWith('/real/a.ts'), expected);
      assert.equal(await real('toFile.ts'), expected);
      assert.equal(await real('toFolder/a.ts'), expected);
      assert.equal(await real('absent.ts'), undefined);
      assert.equal(await real('real/a.ts/b.ts'), undefined);
      assert.equal(await files.read(fileSystem, path), 'text');
    });

    it('read what a link leads to', async () => {
      const tested = await open();
      await tested.write('origin.ts', 'text');
      await tested.link('linked.ts', 'origin.ts');
      const { fileSystem, path } = located(tested, 'linked.ts');
      assert.equal(await tested.files.read(fileSystem, path), 'text');
      assert.equal(await tested.files.kindOf(fileSystem, path), 'file');
    });

    it('know places of Git on this machine alone', async () => {
      const tested = await open();
      const places = tested.files.gitPlaces(located(tested, 'a.ts').fileSystem);
      assert.ok(places !== undefined);
      for (const place of [places.home, places.defaultExcludes, ...places.configs])
        assert.ok(place.startsWith('/'), place);
      const elsewhere = tested.files.locate('untitled:Untitled-1').fileSystem;
      assert.equal(tested.files.gitPlaces(elsewhere), undefined);
    });
  });
}

// Removing Hearth's files, in real folders: all of its own, nothing of anyone else's.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  findHearthData,
  isRemovedWithExtension,
  removeHearthData,
  setRemovedWithExtension,
} from '../../../../../src/models/removal/hearthData.ts';
import { useTemporaryFolder } from '../../../../support/temporaryFolder.ts';

const own = [
  'models/a.gguf',
  'models/a.gguf.json',
  'models/b.gguf.part',
  'models/b.gguf.part.json',
  'models/tuned/a-ascii50000v1-4x5.gguf',
  'models/tuned/c.gguf.part',
  'models/c.gguf.4711.part',
  'models/b.gguf.lock',
  'models/b.gguf.lock.0b3c-4d',
];
const foreign = [
  'elsewhere/d.gguf',
  'models/a.gguf.txt',
  'models/a.gguf.unlock',
  'models/notes.txt',
  'models/own/e.gguf',
  'thesis.gguf.txt',
];

async function fill(home: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    await mkdir(path.join(home, path.dirname(file)), { recursive: true });
    await writeFile(path.join(home, file), 'four');
  }
}

/** Undefined when there is no such folder. */
async function filesIn(folder: string): Promise<readonly string[] | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => undefined);
  return entries
    ?.filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .toSorted();
}

describe('Hearth’s own files', () => {
  const folder = useTemporaryFolder();
  const home = () => path.join(folder(), 'hearth');

  it('are found with their size', async () => {
    await fill(home(), [...own, ...foreign]);
    const { files, bytes } = await findHearthData(home());
    const names = files.map((file) => path.relative(home(), file).replaceAll(path.sep, '/'));
    assert.deepEqual(names.toSorted(), own.toSorted());
    assert.equal(bytes, own.length * 4);
  });

  it('are none where there is no folder', async () => {
    assert.deepEqual(await findHearthData(home()), { files: [], bytes: 0 });
    await removeHearthData(home());
  });

  it('are counted while another window finishes one', async () => {
    const part = path.join(home(), 'models', 'model.gguf.part');
    await mkdir(path.dirname(part), { recursive: true });
    for (let attempt = 0; attempt < 200; attempt++) {
      writeFileSync(part, 'x');
      const finding = findHearthData(home());
      await setImmediate();
      rmSync(part);
      await finding;
    }
  });

  it('are removed, and nothing else', async () => {
    await fill(home(), [...own, ...foreign]);
    await removeHearthData(home());
    assert.deepEqual(await filesIn(home()), foreign);
  });

  it('take their folder with them when nothing else is in it', async () => {
    await fill(home(), own);
    await setRemovedWithExtension(home(), true);
    await removeHearthData(home());
    assert.equal(await filesIn(home()), undefined);
  });
});

describe('uninstalling', () => {
  const folder = useTemporaryFolder();
  const home = () => path.join(folder(), 'hearth');
  /** As VS Code does: what the manifest names, in a Node of its own. */
  const uninstall = async () => {
    const env = { ...process.env, HEARTH_HOME: home() };
    await promisify(execFile)(process.execPath, ['dist/uninstall.cjs'], { env });
  };

  it('leaves the models where nobody said otherwise', async () => {
    await fill(home(), own);
    await uninstall();
    assert.deepEqual(await filesIn(home()), own.toSorted());
  });

  it('removes them where that was chosen', async () => {
    await fill(home(), [...own, ...foreign, 'run/0123456789abcdef.json']);
    await setRemovedWithExtension(home(), true);
    assert.equal(await isRemovedWithExtension(home()), true);
    await uninstall();
    assert.deepEqual(await filesIn(home()), foreign);
  });

  it('leaves them where the choice was taken back', async () => {
    await fill(home(), own);
    await setRemovedWithExtension(home(), true);
    await setRemovedWithExtension(home(), false);
    await uninstall();
    assert.deepEqual(await filesIn(home()), own.toSorted());
  });

  it('does nothing where Hearth never kept anything', uninstall);
});

// The files behind tuned copies, on a real disk: which go, and what becomes of one that cannot go yet.
import assert from 'node:assert/strict';
import { mkdir, readdir, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { removeOutdated, tunedPathOf } from '../../../../../src/models/tuning/tunedFiles.ts';
import { useTemporaryFolder } from '../../../../support/temporaryFolder.ts';

describe('outdated tuned copies', () => {
  const folder = useTemporaryFolder();

  /** The name of the copy of an original of so many bytes. */
  async function tunedOf(bytes: number): Promise<string> {
    const original = path.join(folder(), 'model.gguf');
    await writeFile(original, 'x'.repeat(bytes));
    return (await tunedPathOf(original, folder())) ?? assert.fail('there is an original');
  }

  it('go, and one that an engine still holds goes with the next copy', async () => {
    const [first, second, third] = [await tunedOf(1), await tunedOf(2), await tunedOf(3)];
    await mkdir(path.dirname(first), { recursive: true });
    // Stands for a file that the system does not let go: neither can be removed as a file.
    await mkdir(first);
    await writeFile(second, '');
    await writeFile(third, '');
    assert.deepEqual(await removeOutdated(third, Date.now()), [path.basename(second)]);
    await rmdir(first);
    await writeFile(first, '');
    const fourth = await tunedOf(4);
    await writeFile(fourth, '');
    assert.deepEqual(
      (await removeOutdated(fourth, Date.now())).toSorted(),
      [first, third].map((file) => path.basename(file)).toSorted(),
    );
    assert.deepEqual(await readdir(path.dirname(first)), [path.basename(fourth)]);
  });
});

// A converted copy that is not wanted goes, unless somebody has begun to use it.
import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { removeUnlessChosen } from '../../../../../src/models/conversion/removeUnlessChosen.ts';
import { useTemporaryFolder } from '../../../../support/temporaryFolder.ts';

describe('a converted copy that is not wanted', () => {
  const folder = useTemporaryFolder();
  const copy = () => path.join(folder(), 'model-to-q4_0.gguf');

  for (const [name, chosen, left] of [
    ['is removed', () => path.join(folder(), 'model.gguf'), []],
    ['stays where it was chosen meanwhile', copy, ['model-to-q4_0.gguf']],
  ] as const) {
    it(name, async () => {
      await writeFile(copy(), 'GGUF');
      await removeUnlessChosen(copy(), chosen);
      assert.deepEqual(await readdir(folder()), left);
    });
  }
});

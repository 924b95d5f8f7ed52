// Grammars as the extension loads them: through the bundler's output, from the folder beside the bundle.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { extensionOptions } from '../../scripts/build.mjs';
import { projectRoot } from '../../scripts/setup/paths.mjs';
import type * as grammarsModule from '../../src/context/syntax/grammars.ts';
import { grammarFiles, scopeLanguages } from '../../src/context/syntax/languages.ts';
import { useTemporaryFolder } from '../support/temporaryFolder.ts';

const beside = path.join(projectRoot, 'dist', 'grammars');

describe('bundled grammars', () => {
  const folder = useTemporaryFolder();

  it('are those of the table and no others', async () => {
    const files = await readdir(beside);
    assert.deepEqual(files.toSorted(), [...grammarFiles, 'web-tree-sitter.wasm'].toSorted());
  });

  it('are loaded and parse', async () => {
    const outfile = path.join(folder(), 'grammars.cjs');
    await build({ ...extensionOptions, entryPoints: ['src/context/syntax/grammars.ts'], outfile });
    const { Grammars }: typeof grammarsModule = createRequire(outfile)(outfile);
    const grammars = new Grammars(
      async (file) => new Uint8Array(await readFile(path.join(beside, file))),
      () => 0,
    );
    for (const languageId of scopeLanguages) {
      await grammars.prepare(languageId);
      const tree = grammars.get(languageId)?.parse('const answer = 42;', undefined, 1000);
      assert.equal(tree?.rootNode.endIndex, 18, languageId);
      if (languageId === 'typescript') {
        assert.equal(tree?.rootNode.child(0)?.type, 'lexical_declaration');
      }
      tree?.delete();
    }
    grammars.dispose();
  });
});

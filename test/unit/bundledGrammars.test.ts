// Grammars as the extension loads them: through the bundler's output, from the folder beside the bundle.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { extensionOptions } from '../../scripts/build.mjs';
import { projectRoot } from '../../scripts/setup/paths.mjs';
import type * as grammarsModule from '../../src/context/grammars.ts';
import { useTemporaryFolder } from '../support/temporaryFolder.ts';

describe('bundled grammars', () => {
  const folder = useTemporaryFolder();

  it('are loaded and parse', async () => {
    const outfile = path.join(folder(), 'grammars.cjs');
    await build({ ...extensionOptions, entryPoints: ['src/context/grammars.ts'], outfile });
    const { Grammars }: typeof grammarsModule = createRequire(outfile)(outfile);
    const beside = path.join(projectRoot, 'dist', 'grammars');
    const grammars = new Grammars(
      async (file) => new Uint8Array(await readFile(path.join(beside, file))),
      () => performance.now(),
    );
    await grammars.prepare('typescript');
    const tree = grammars.get('typescript')?.parse('const answer = 42;', undefined, 1000);
    assert.equal(tree?.rootNode.child(0)?.type, 'lexical_declaration');
    tree?.delete();
    grammars.dispose();
  });
});

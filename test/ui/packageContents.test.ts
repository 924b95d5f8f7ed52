// What the package holds: all that runs, and little else.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { listFiles } from '@vscode/vsce';
import { vsixFile } from '../../scripts/package.mjs';
import { projectRoot } from '../../scripts/setup/paths.mjs';

const maxMegabytes = 20;

describe('the package', () => {
  let files: string[];

  before(async () => {
    files = await listFiles({ cwd: projectRoot });
  });

  for (const wanted of [
    'dist/extension.cjs',
    'dist/engine.mjs',
    'dist/uninstall.cjs',
    'media/walkthrough/local.svg',
    'dist/grammars/web-tree-sitter.wasm',
    'dist/grammars/tree-sitter-typescript.wasm',
    'package.nls.json',
    'package.nls.de.json',
    'l10n/bundle.l10n.de.json',
    'l10n/bundle.l10n.zh-cn.json',
    'LICENSE',
    'THIRD_PARTY_NOTICES.md',
    'node_modules/node-llama-cpp/dist/index.js',
  ]) {
    it(`holds ${wanted}`, () => {
      assert.ok(files.includes(wanted));
    });
  }

  it('holds the binding’s binary of this platform and no other', () => {
    const folders = files
      .map((file) => /^node_modules\/@node-llama-cpp\/([^/]+)\/bins\//.exec(file)?.[1])
      .filter((folder) => folder !== undefined);
    const platform = { win32: 'win', darwin: 'mac' }[process.platform as string] ?? process.platform;
    assert.ok(folders.length > 0);
    for (const folder of folders) assert.ok(folder.startsWith(`${platform}-${process.arch}`), folder);
  });

  const unwanted: readonly [string, RegExp][] = [
    ['sources of our own', /^(src|engine|cli|bench|test|scripts|docs|\.)/],
    ['weights', /\.gguf$/],
    ['type declarations and source maps', /\.(d\.[cm]?ts|map)$/],
    ['llama.cpp’s sources', /^node_modules\/node-llama-cpp\/llama\/.*\.(cpp|h|gitBundle)$/],
    ['a compiler', /^node_modules\/(typescript|@typescript|esbuild)\//],
  ];
  for (const [what, pattern] of unwanted) {
    it(`leaves out ${what}`, () => {
      assert.deepEqual(
        files.filter((file) => pattern.test(file)),
        [],
      );
    });
  }

  it('is small enough to be installed in a minute', () => {
    assert.ok(statSync(vsixFile).size < maxMegabytes * 1e6);
  });
});

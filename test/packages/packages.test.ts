// The packages of all six platforms, made on this machine and opened: each holds what runs on its platform, and no other's.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { vsixOf } from '../../scripts/package.mjs';
import { bindingOf, targets } from '../../scripts/packaging/platforms.mjs';
import { vscodeVersion } from '../../scripts/setup/editor.mjs';
import { grammarFiles } from '../../src/context/syntax/languages.ts';
import { type BinaryFormat, binaryFormat } from './binaryFormat.ts';

const maxBytes = 20e6;

const formats: Readonly<Record<(typeof targets)[number], BinaryFormat>> = {
  'linux-x64': 'ELF x64',
  'linux-arm64': 'ELF arm64',
  'darwin-x64': 'Mach-O x64',
  'darwin-arm64': 'Mach-O arm64',
  'win32-x64': 'PE x64',
  'win32-arm64': 'PE arm64',
};

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly contributes: {
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly media: { readonly image?: string; readonly svg?: string } }[];
    }[];
  };
}

for (const target of targets) {
  describe(`the package for ${target}`, () => {
    let files: Readonly<Record<string, Uint8Array>>;
    let manifest: Manifest;
    const text = (name: string) => new TextDecoder().decode(files[name]);
    const names = () => Object.keys(files);
    const holds = (name: string) => assert.ok(files[path.posix.join('extension', name)] !== undefined, name);

    before(() => {
      files = unzipSync(readFileSync(vsixOf(target)));
      manifest = JSON.parse(text('extension/package.json'));
    });

    it('says which platform it is for, and which editors', () => {
      const vsixManifest = text('extension.vsixmanifest');
      assert.match(vsixManifest, new RegExp(`TargetPlatform="${target}"`));
      assert.ok(
        vsixManifest.includes(`Id="Microsoft.VisualStudio.Code.Engine" Value="${manifest.engines.vscode}"`),
      );
    });

    it('names as its oldest editor one that the tests run on', () => {
      assert.equal(manifest.engines.vscode, `^${vscodeVersion('oldest')}.0`);
    });

    it('holds its own binding, whole, and no other', () => {
      const folders = new Set(names().flatMap((name) => /@node-llama-cpp\/([^/]+)\//.exec(name)?.[1] ?? []));
      assert.deepEqual([...folders], [bindingOf[target]]);
      const folder = `node_modules/@node-llama-cpp/${bindingOf[target]}`;
      for (const file of [
        'package.json',
        'LICENSE',
        'dist/index.js',
        `bins/${bindingOf[target]}/llama-addon.node`,
      ])
        holds(`${folder}/${file}`);
    });

    it('holds binaries of its platform alone', () => {
      const binaries = names().filter((name) => /\.(node|so|dylib|dll|exe|a|lib)(\.|$)/.test(name));
      assert.ok(binaries.length >= 5, binaries.join(', '));
      const wrong = binaries.filter(
        (name) => binaryFormat(files[name] ?? new Uint8Array()) !== formats[target],
      );
      assert.deepEqual(wrong, []);
    });

    it('has every file that its manifest and its pages name', () => {
      holds(manifest.main);
      holds(manifest.icon);
      for (const { steps } of manifest.contributes.walkthroughs)
        for (const { media } of steps) holds(media.svg ?? media.image ?? '');
      for (const file of ['view/view.css', 'view/view.js', 'answers/answers.css', 'answers/answers.js'])
        holds(`media/${file}`);
      for (const file of ['engine.mjs', 'uninstall.cjs']) holds(`dist/${file}`);
      for (const grammar of [...grammarFiles, 'web-tree-sitter.wasm']) holds(`dist/grammars/${grammar}`);
      for (const file of ['package.nls.json', 'package.nls.de.json', 'package.nls.zh-cn.json']) holds(file);
    });

    it('has the pictures of its README', () => {
      const pictures = [...text('extension/readme.md').matchAll(/!\[[^\]]*\]\((media\/[^)]+)\)/g)];
      assert.ok(pictures.length > 5);
      for (const [, picture = ''] of pictures) holds(picture);
    });

    it('brings the licences', () => {
      holds('LICENSE.txt');
      const notices = text('extension/THIRD_PARTY_NOTICES.md');
      assert.match(notices, /node-llama-cpp .*MIT/);
      const packages = names().filter((name) => /node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(name));
      assert.ok(packages.length > 10);
      const unlicensed = packages.filter((name) => !('license' in JSON.parse(text(name))));
      assert.deepEqual(unlicensed, []);
    });

    it('is small enough to be installed in a minute', () => {
      const { size } = statSync(vsixOf(target));
      assert.ok(size <= maxBytes, `${size} bytes`);
    });
  });
}

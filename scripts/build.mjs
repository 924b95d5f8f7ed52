// Bundles the extension and the engine into dist/, with the grammars beside them.
// Writes what each bundle contains to dist/*.meta.json, which a test holds against the boundaries.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './setup/paths.mjs';

const grammarsPackage = path.join(projectRoot, 'node_modules/@vscode/tree-sitter-wasm/wasm');
const treeSitterWasm = path.join(projectRoot, 'node_modules/web-tree-sitter/web-tree-sitter.wasm');

const dist = path.join(projectRoot, 'dist');
const bundleNames = ['extension', 'engine', 'uninstall'];

/** Whether both bundles are younger than all that went into them, as the bundler recorded it. */
export async function isBuilt() {
  return bundleNames.every((name) => {
    const record = path.join(dist, `${name}.meta.json`);
    if (!existsSync(record)) return false;
    const builtMs = statSync(record).mtimeMs;
    const { inputs } = JSON.parse(readFileSync(record, 'utf8'));
    return [...Object.keys(inputs), 'package-lock.json', 'scripts/build.mjs'].every((input) => {
      const file = path.join(projectRoot, input);
      return existsSync(file) && statSync(file).mtimeMs <= builtMs;
    });
  });
}

const common = /** @type {const} */ ({
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  metafile: true,
  absWorkingDir: projectRoot,
  logLevel: 'warning',
});

/** Of packages with both kinds of modules the one that can be bundled without leftovers. */
const mainFields = ['module', 'main'];

/** @satisfies {import('esbuild').BuildOptions} */
export const extensionOptions = {
  ...common,
  mainFields,
  format: /** @type {const} */ ('cjs'),
  external: ['vscode'],
  // web-tree-sitter asks a CommonJS module for its address as only an ES module knows it.
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

/** @satisfies {import('esbuild').BuildOptions} */
const engineOptions = {
  ...common,
  mainFields,
  format: /** @type {const} */ ('esm'),
  external: ['node-llama-cpp'],
  // vscode-jsonrpc is CommonJS and asks for Node's own modules.
  banner: {
    js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
  },
};

/** The grammars of the extension's own table and no others, with the runtime that they need. */
async function copyGrammars() {
  const folder = path.join(dist, 'grammars');
  mkdirSync(folder, { recursive: true });
  const files = await grammarFiles();
  for (const file of files) copyFileSync(path.join(grammarsPackage, file), path.join(folder, file));
  copyFileSync(treeSitterWasm, path.join(folder, 'web-tree-sitter.wasm'));
  const wanted = new Set([...files, 'web-tree-sitter.wasm']);
  for (const file of readdirSync(folder)) if (!wanted.has(file)) rmSync(path.join(folder, file));
}

/** @returns {Promise<readonly string[]>} */
async function grammarFiles() {
  const { build: bundle } = await import('esbuild');
  // Node by itself runs no TypeScript.
  const { outputFiles } = await bundle({
    ...common,
    format: 'esm',
    sourcemap: false,
    entryPoints: ['src/context/syntax/languages.ts'],
    write: false,
  });
  const [table] = outputFiles;
  const languages = await import(`data:text/javascript,${encodeURIComponent(table?.text ?? '')}`);
  return languages.grammarFiles;
}

/** Overwrites and never empties the folder, so that an editor that runs from it keeps its files. */
export async function build() {
  const { build: bundle } = await import('esbuild');
  const bundles = {
    extension: await bundle({
      ...extensionOptions,
      entryPoints: ['src/extension.ts'],
      outfile: 'dist/extension.cjs',
    }),
    engine: await bundle({
      ...engineOptions,
      entryPoints: ['engine/main.ts'],
      outfile: 'dist/engine.mjs',
    }),
    uninstall: await bundle({
      ...common,
      format: 'cjs',
      entryPoints: ['src/models/removal/uninstall.ts'],
      outfile: 'dist/uninstall.cjs',
    }),
  };
  await copyGrammars();
  // Last, because they say that all is there.
  for (const [name, { metafile }] of Object.entries(bundles)) {
    writeFileSync(path.join(dist, `${name}.meta.json`), JSON.stringify(metafile));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build();

// Reads grammars from where npm put them, for tests of everything that parses.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

export async function readGrammarFile(fileName: string): Promise<Uint8Array> {
  const folder = fileName === 'web-tree-sitter.wasm' ? 'web-tree-sitter' : '@vscode/tree-sitter-wasm/wasm';
  return new Uint8Array(await readFile(resolve(`${folder}/${fileName}`)));
}

// Reads grammars of the build. Must not know what is parsed with them.
import { readFile } from 'node:fs/promises';

const folder = new URL('../dist/grammars/', import.meta.url);

export async function readGrammar(file: string): Promise<Uint8Array> {
  return await readFile(new URL(file, folder));
}

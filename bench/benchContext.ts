// Windows by syntax as in the editor, with the grammars of the build.
import { readFile } from 'node:fs/promises';
import { ScopeContext } from '../src/context/scopeContext.ts';

/** @param nowMs what parsing’s deadlines are held against; a clock that stands gives the same windows on a busy machine */
export function benchContext(nowMs: () => number = () => 0): ScopeContext {
  const grammars = new URL('../dist/grammars/', import.meta.url);
  return new ScopeContext(async (file) => await readFile(new URL(file, grammars)), nowMs);
}

// Syntax for a replay: the grammars of the build, and no deadlines, so that a busy machine gives the same figures.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ScopeContext } from '../../src/context/scopeContext.ts';

export function replayContext(): ScopeContext {
  return new ScopeContext(
    async (file) => await readFile(fileURLToPath(new URL(`../../dist/grammars/${file}`, import.meta.url))),
    () => 0,
  );
}

// Windows by syntax as in the editor, with the grammars of the build.
import { ScopeContext } from '../src/context/scopeContext.ts';
import { readGrammar } from './readGrammar.ts';

/** @param nowMs what parsing’s deadlines are held against; a clock that stands gives the same windows on a busy machine */
export function benchContext(nowMs: () => number = () => 0): ScopeContext {
  return new ScopeContext(readGrammar, nowMs);
}

// Gives back what the binding frees only when its objects are collected. Must not know when that is due.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Of a context that was disposed, some 12 MiB are freed only when V8 collects the objects that stood for it, and V8, which
 * knows nothing of these bytes, sees no reason to: an engine held up to 200 MiB of them (measured over a soak). Takes
 * about 50 ms, so it is for moments when nobody waits.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}

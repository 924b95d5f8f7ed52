// What runs on this machine, for whoever speaks of its speed or of its file. Pure. Must not know what is said.
import type { LoadResult } from '../../engine/protocol/protocol.ts';

/** Undefined where nothing is loaded, and where a server computes: its model is no file here, its speed not this machine's. */
export function loadedHere(loaded: LoadResult | undefined): LoadResult | undefined {
  return loaded?.serving === undefined || loaded.serving.by === 'thisMachine' ? loaded : undefined;
}

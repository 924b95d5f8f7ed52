// The place in a document that a run has still to write, as it follows edits. Pure.
// Must not know what is written there.
import { followRange, keeping } from '../../base/ranges.ts';
import type { TextChange } from '../../base/textChanges.ts';
import type { Hunk } from './hunks.ts';

export interface Region {
  readonly startOffset: number;
  readonly endOffset: number;
}

/** Undefined when the edit changes what stands in the region: what is being written no longer fits. */
export function followRegion(region: Region, change: TextChange): Region | undefined {
  const { touch, ...range } = followRange(region, change, keeping);
  return touch === 'outside' ? range : undefined;
}

/** The region once some hunks are discarded, which are never inside it. */
export function regionAfterDiscard(region: Region, discarded: readonly Hunk[]): Region {
  return discarded
    .filter((hunk) => hunk.endOffset <= region.startOffset)
    .reduce(
      (moved, { startOffset, endOffset, original }) =>
        shifted(moved, original.length - (endOffset - startOffset)),
      region,
    );
}

function shifted({ startOffset, endOffset }: Region, delta: number): Region {
  return { startOffset: startOffset + delta, endOffset: endOffset + delta };
}

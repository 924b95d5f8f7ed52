// The parts of a document that a proposal changed and nobody has decided about, and what edits do to them. Pure.
// Must not know where proposals come from or how hunks are shown.
import { followRange, keeping } from '../../base/ranges.ts';
import type { TextChange } from '../../base/textChanges.ts';
import { untouchedParts } from './touchedHunk.ts';

/** Offsets are UTF-16 units of the document as it stands, with the proposal in it. */
export interface Hunk {
  /** Stays the same as long as the hunk is pending. */
  readonly id: number;
  readonly startOffset: number;
  /** Equal to the start where text was only removed. */
  readonly endOffset: number;
  /** What stood there before the proposal. */
  readonly original: string;
}

/** In document order; no two overlap. */
export type Hunks = readonly Hunk[];

/**
 * The hunks after an edit of `text` by anyone else. Edits outside move them. Of a hunk whose inside is edited the lines
 * that were not touched stay pending.
 */
export function followChange(text: string, hunks: Hunks, change: TextChange, newId: () => number): Hunks {
  return hunks.flatMap((hunk) => {
    if (hunk.startOffset === hunk.endOffset) return removalAfter(hunk, change) ?? [];
    const { touch, ...range } = followRange(hunk, change, keeping);
    if (touch === 'outside') return { ...hunk, ...range };
    return untouchedParts(text, hunk, change).map((part, index) => ({
      id: index === 0 ? hunk.id : newId(),
      ...part,
    }));
  });
}

/** Where text was only removed. What is typed there is behind it: what comes back begins a line. */
function removalAfter(hunk: Hunk, change: TextChange): Hunk | undefined {
  const { startOffset, removedLength, insertedText } = change;
  const isAt = startOffset <= hunk.startOffset && hunk.startOffset <= startOffset + removedLength;
  // It stands there again, and would come a second time.
  if (isAt && insertedText.includes(hunk.original)) return undefined;
  if (isAt && removedLength === 0) return hunk;
  const { touch, ...range } = followRange(hunk, change, keeping);
  return touch === 'outside' ? { ...hunk, ...range } : undefined;
}

/** The text with every hunk's original back in its place. */
export function originalText(text: string, hunks: Hunks): string {
  return originalOf(text, hunks, 0, text.length);
}

/** What stood between two offsets before the proposals; no hunk may reach across either of them. */
function originalOf(text: string, hunks: Hunks, startOffset: number, endOffset: number): string {
  let result = '';
  let offset = startOffset;
  for (const hunk of hunks) {
    if (hunk.startOffset < startOffset || hunk.endOffset > endOffset) continue;
    result += text.slice(offset, hunk.startOffset) + hunk.original;
    offset = hunk.endOffset;
  }
  return result + text.slice(offset, endOffset);
}

/**
 * The hunks after a proposed change of `text` enters it. Hunks that it overlaps or touches become one with it, so that
 * discarding always gives back what stood there before the first proposal; a proposal that is the original is none.
 */
export function withProposal(text: string, hunks: Hunks, change: TextChange, nextId: number): Hunks {
  const changeEnd = change.startOffset + change.removedLength;
  const delta = change.insertedText.length - change.removedLength;
  const isBefore = (hunk: Hunk) => hunk.endOffset < change.startOffset;
  const isAfter = (hunk: Hunk) => hunk.startOffset > changeEnd;
  const touched = hunks.filter((hunk) => !isBefore(hunk) && !isAfter(hunk));
  const startOffset = Math.min(change.startOffset, ...touched.map((hunk) => hunk.startOffset));
  const oldEnd = Math.max(changeEnd, ...touched.map((hunk) => hunk.endOffset));
  const joined: Hunk = {
    id: touched[0]?.id ?? nextId,
    startOffset,
    endOffset: oldEnd + delta,
    original: originalOf(text, touched, startOffset, oldEnd),
  };
  const proposed =
    text.slice(startOffset, change.startOffset) + change.insertedText + text.slice(changeEnd, oldEnd);
  return [
    ...hunks.filter(isBefore),
    ...(proposed === joined.original ? [] : [joined]),
    ...hunks
      .filter(isAfter)
      .map((hunk) => ({ ...hunk, startOffset: hunk.startOffset + delta, endOffset: hunk.endOffset + delta })),
  ];
}

/** The edits that put the originals of some hunks back, from the end of the document to its start. */
export function discardChanges(hunks: Hunks): readonly TextChange[] {
  const changes: TextChange[] = [];
  for (const { startOffset, endOffset, original } of hunks.toReversed()) {
    const later = changes.at(-1);
    const isTouching = later?.startOffset === endOffset;
    // Two insertions at one offset have no order of their own.
    if (isTouching) changes.pop();
    changes.push({
      startOffset,
      removedLength: endOffset - startOffset + (isTouching ? later.removedLength : 0),
      insertedText: original + (isTouching ? later.insertedText : ''),
    });
  }
  return changes;
}

/** Where the hunks that stay stand once the others are discarded. */
export function hunksAfterDiscard(hunks: Hunks, isDiscarded: (hunk: Hunk) => boolean): Hunks {
  let delta = 0;
  return hunks.flatMap((hunk) => {
    const { startOffset, endOffset, original } = hunk;
    if (!isDiscarded(hunk)) {
      return { ...hunk, startOffset: startOffset + delta, endOffset: endOffset + delta };
    }
    delta += original.length - (endOffset - startOffset);
    return [];
  });
}

/** The next hunk from a cursor, going round at the end of the document. */
export function nextHunk(hunks: Hunks, offset: number): Hunk | undefined {
  return hunks.find((hunk) => hunk.startOffset > offset) ?? hunks[0];
}

export function previousHunk(hunks: Hunks, offset: number): Hunk | undefined {
  return hunks.findLast((hunk) => hunk.startOffset < offset) ?? hunks.at(-1);
}

/** The hunk that a cursor stands in or at. */
export function hunkAt(hunks: Hunks, offset: number): Hunk | undefined {
  const isAt = (hunk: Hunk) => hunk.startOffset <= offset && offset <= hunk.endOffset;
  return hunks.find((hunk) => isAt(hunk) && offset < hunk.endOffset) ?? hunks.find(isAt);
}

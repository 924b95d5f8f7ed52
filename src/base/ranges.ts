// Ranges of a text in UTF-16 offsets, and where they stand after the text was changed. Pure.
// Must not know documents or what stands in a range.
import type { TextChange } from './textChanges.ts';

export interface TextRange {
  readonly startOffset: number;
  readonly endOffset: number;
}

/** Whether text that is inserted exactly at an edge becomes part of the range. */
export interface Stickiness {
  readonly atStart: 'inside' | 'outside';
  readonly atEnd: 'inside' | 'outside';
}

export const growing: Stickiness = { atStart: 'inside', atEnd: 'inside' };
export const keeping: Stickiness = { atStart: 'outside', atEnd: 'outside' };

export interface FollowedRange extends TextRange {
  /**
   * `outside`: what stands in the range is as it was. `inside`: the change was made in it, and what was inserted is part
   * of it. `across`: the change reached over an edge; the range is what is left of it, without what was inserted.
   */
  readonly touch: 'outside' | 'inside' | 'across';
}

/** An empty range that takes nothing in stands behind what is inserted at it. */
export function followRange(range: TextRange, change: TextChange, stickiness: Stickiness): FollowedRange {
  const { startOffset, endOffset } = range;
  const changeEnd = change.startOffset + change.removedLength;
  const insertedEnd = change.startOffset + change.insertedText.length;
  const delta = insertedEnd - changeEnd;
  if (isBefore(range, change, stickiness))
    return { startOffset: startOffset + delta, endOffset: endOffset + delta, touch: 'outside' };
  if (isBehind(range, change, stickiness)) return { startOffset, endOffset, touch: 'outside' };
  if (change.startOffset >= startOffset && changeEnd <= endOffset)
    return { startOffset, endOffset: endOffset + delta, touch: 'inside' };
  const start = change.startOffset < startOffset ? insertedEnd : startOffset;
  const end = changeEnd > endOffset ? Math.max(start, change.startOffset) : endOffset + delta;
  return { startOffset: start, endOffset: end, touch: 'across' };
}

function isBefore({ startOffset, endOffset }: TextRange, change: TextChange, edges: Stickiness): boolean {
  if (change.startOffset + change.removedLength > startOffset) return false;
  if (change.startOffset < startOffset) return true;
  const isTakenAtEnd = startOffset === endOffset && edges.atEnd === 'inside';
  return edges.atStart === 'outside' && !isTakenAtEnd;
}

function isBehind({ startOffset, endOffset }: TextRange, change: TextChange, edges: Stickiness): boolean {
  if (change.startOffset < endOffset) return false;
  if (change.startOffset > endOffset || change.removedLength > 0) return true;
  const isTakenAtStart = startOffset === endOffset && edges.atStart === 'inside';
  return edges.atEnd === 'outside' && !isTakenAtStart;
}

/** What stands in a range after a change, of what stood there before; `touch` is what `followRange` says. */
export function followContent(
  content: string,
  startOffset: number,
  { touch }: FollowedRange,
  change: TextChange,
): string {
  if (touch === 'outside') return content;
  const head = content.slice(0, Math.max(0, change.startOffset - startOffset));
  const tail = content.slice(Math.max(0, change.startOffset + change.removedLength - startOffset));
  return head + (touch === 'inside' ? change.insertedText : '') + tail;
}

/** Where the beginning of a kept text stands after a change; undefined when the change reaches across it. */
export function movedStart(offset: number, change: TextChange): number | undefined {
  const followed = followRange({ startOffset: offset, endOffset: Infinity }, change, growing);
  return followed.touch === 'across' ? undefined : followed.startOffset;
}

/** Where the end of a kept text stands after a change: what is inserted exactly there belongs to it. */
export function movedEnd(offset: number, change: TextChange): number | undefined {
  const followed = followRange({ startOffset: -Infinity, endOffset: offset }, change, growing);
  return followed.touch === 'across' ? undefined : followed.endOffset;
}

// Arithmetic of text replacements: applying them, and where offsets stand afterwards. Pure.
// Must not know trees or windows.

/** One replacement, in offsets of the text before the change it belongs to. */
export interface TextChange {
  readonly startOffset: number;
  readonly removedLength: number;
  readonly insertedText: string;
}

export function applyChange(text: string, change: TextChange): string {
  const { startOffset, removedLength, insertedText } = change;
  return text.slice(0, startOffset) + insertedText + text.slice(startOffset + removedLength);
}

/** Compared first in blocks of this many characters, then in single ones. */
const blockLength = 4096;

/** The one replacement that makes `after` of `before`, as short as can be. */
export function changeBetween(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  const startOffset = commonLength(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const tail = commonLength(shorter - startOffset, (from, to) => {
    return (
      before.slice(before.length - to, before.length - from) ===
      after.slice(after.length - to, after.length - from)
    );
  });
  return {
    startOffset,
    removedLength: before.length - tail - startOffset,
    insertedText: after.slice(startOffset, after.length - tail),
  };
}

function commonLength(limit: number, isEqual: (from: number, to: number) => boolean): number {
  let length = 0;
  while (length + blockLength <= limit && isEqual(length, length + blockLength)) length += blockLength;
  while (length < limit && isEqual(length, length + 1)) length++;
  return length;
}

/** Where the beginning of a kept text stands after a change; undefined when the change reaches across it. */
export function movedStart(offset: number, change: TextChange): number | undefined {
  if (change.startOffset >= offset) return offset;
  return shifted(offset, change);
}

/** Where the end of a kept text stands after a change: what is inserted exactly there belongs to it. */
export function movedEnd(offset: number, change: TextChange): number | undefined {
  if (change.startOffset > offset) return offset;
  if (change.startOffset === offset && change.removedLength > 0) return offset;
  return shifted(offset, change);
}

function shifted(offset: number, change: TextChange): number | undefined {
  const { startOffset, removedLength, insertedText } = change;
  if (startOffset + removedLength > offset) return undefined;
  return offset + insertedText.length - removedLength;
}

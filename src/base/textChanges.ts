// Arithmetic of text replacements: applying them, and finding them between two texts. Pure.
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

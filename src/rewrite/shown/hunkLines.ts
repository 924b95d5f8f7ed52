// Which lines, words and texts show a document's pending hunks. Pure; strings come translated from the caller.
// Must not know editors.
import type { Hunk, Hunks } from '../pending/hunks.ts';
import { addedWords } from '../pending/lineDiff.ts';

export interface TextSpan {
  readonly startOffset: number;
  readonly endOffset: number;
}

/** A place to hover over, with what is said there. */
export interface HunkMark extends TextSpan {
  readonly hunkId: number;
  readonly removedText: string;
}

export interface HunkMarks {
  /** Whole lines of these are the proposal's. */
  readonly added: readonly HunkMark[];
  /** Words that a replaced text did not have. */
  readonly words: readonly TextSpan[];
  /** Places where text was only removed. */
  readonly removed: readonly HunkMark[];
}

export function hunkMarks(text: string, hunks: Hunks): HunkMarks {
  const markOf = ({ id, startOffset, endOffset, original }: Hunk): HunkMark => ({
    hunkId: id,
    // What is added behind a line must not mark that one.
    startOffset: original === '' ? behindLineEnd(text, startOffset, endOffset) : startOffset,
    // A hunk that ends with its line must not mark the next one.
    endOffset:
      text[endOffset - 1] === '\n' ? Math.max(startOffset, lineEndBefore(text, endOffset)) : endOffset,
    removedText: original,
  });
  const added = hunks.filter(({ startOffset, endOffset }) => endOffset > startOffset);
  return {
    added: added.map(markOf),
    words: added.flatMap(({ startOffset, endOffset, original }) =>
      addedWords(original, text.slice(startOffset, endOffset)).map((word) => ({
        startOffset: startOffset + word.startOffset,
        endOffset: startOffset + word.endOffset,
      })),
    ),
    removed: hunks
      .filter(({ startOffset, endOffset }) => endOffset === startOffset)
      .map((hunk) => ({ ...markOf(hunk), endOffset: hunk.endOffset })),
  };
}

function behindLineEnd(text: string, startOffset: number, endOffset: number): number {
  const lineEnd = /^\r?\n/.exec(text.slice(startOffset, endOffset))?.[0] ?? '';
  const isBehindText = startOffset > 0 && text[startOffset - 1] !== '\n';
  return isBehindText && startOffset + lineEnd.length < endOffset
    ? startOffset + lineEnd.length
    : startOffset;
}

function lineEndBefore(text: string, endOffset: number): number {
  return text[endOffset - 2] === '\r' ? endOffset - 2 : endOffset - 1;
}

/** Longer removed texts are for Compare. */
const maxHoverLines = 40;

/** Removed code as a fenced Markdown block that nothing inside can end. */
export function removedBlock(removedText: string, languageId: string): string {
  const lines = removedText.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n');
  const shown = lines.length > maxHoverLines ? [...lines.slice(0, maxHoverLines), '…'] : lines;
  const longestRun = Math.max(2, ...[...removedText.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return `${fence}${languageId}\n${shown.join('\n')}\n${fence}`;
}

// Which lines, words and texts show a document's pending hunks. Pure; strings come translated from the caller.
// Must not know editors.
import type { Hunks } from '../pending/hunks.ts';
import { addedWords } from '../pending/lineDiff.ts';

export interface TextSpan {
  readonly startOffset: number;
  readonly endOffset: number;
}

export interface HunkMarks {
  /** Whole lines of these are the proposal's. */
  readonly added: readonly (TextSpan & { readonly removedText: string })[];
  /** Words that a replaced text did not have. */
  readonly words: readonly TextSpan[];
  /** Places where text was only removed. */
  readonly removed: readonly { readonly offset: number; readonly removedText: string }[];
}

export function hunkMarks(text: string, hunks: Hunks): HunkMarks {
  const added = hunks.filter(({ startOffset, endOffset }) => endOffset > startOffset);
  const removed = hunks.filter(({ startOffset, endOffset }) => endOffset === startOffset);
  return {
    added: added.map(({ startOffset, endOffset, original }) => ({
      startOffset,
      endOffset: text[endOffset - 1] === '\n' ? lineEndBefore(text, endOffset) : endOffset,
      removedText: original,
    })),
    words: added.flatMap(({ startOffset, endOffset, original }) =>
      addedWords(original, text.slice(startOffset, endOffset)).map((word) => ({
        startOffset: startOffset + word.startOffset,
        endOffset: startOffset + word.endOffset,
      })),
    ),
    removed: removed.map(({ startOffset, original }) => ({ offset: startOffset, removedText: original })),
  };
}

/** A hunk that ends with its line must not mark the next one. */
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

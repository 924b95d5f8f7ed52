// A language server's edits of one document as a proposal: the lines that they touch, as they would be. Pure.
// Must not know the server, or how a proposal enters a document.
import type { TextRange } from '../../base/ranges.ts';
import { questionWith } from '../run/proposalRun.ts';
import type { FoundPart } from '../run/proposalTask.ts';
import { toWholeLines } from '../run/targets.ts';

export interface ServerEdit extends TextRange {
  readonly newText: string;
}

/** Undefined where nothing, or nothing sure, comes of the edits. */
export function serverFix(text: string, edits: readonly ServerEdit[]): FoundPart {
  if (edits.length === 0) return undefined;
  const region = toWholeLines(text, {
    startOffset: Math.min(...edits.map(({ startOffset }) => startOffset)),
    endOffset: Math.max(...edits.map(({ endOffset }) => endOffset)),
  });
  const fixed = fixedText(text, region, edits);
  if (fixed === undefined || fixed === text.slice(region.startOffset, region.endOffset)) return undefined;
  return { region, question: questionWith(fixed) };
}

/** Of several at one place the first comes first, as the protocol has it; undefined where they are in each other's way. */
function fixedText(
  text: string,
  { startOffset, endOffset }: TextRange,
  edits: readonly ServerEdit[],
): string | undefined {
  let fixed = '';
  let from = startOffset;
  for (const edit of edits.toSorted(inOrder)) {
    if (edit.startOffset < from) return undefined;
    fixed += text.slice(from, edit.startOffset) + edit.newText;
    from = edit.endOffset;
  }
  return fixed + text.slice(from, endOffset);
}

/** What is put in at a place stands before what is replaced from there on. */
function inOrder(a: ServerEdit, b: ServerEdit): number {
  return a.startOffset - b.startOffset || a.endOffset - b.endOffset;
}

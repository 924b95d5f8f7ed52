// Draws into a text the cursor `█`, the statement `⟦…⟧` and the function `⟪…⟫` around it.

import type { TextRange } from '../../../../src/base/ranges.ts';
import type { EnclosingBlocks } from '../../../../src/context/syntax/enclosingBlocks.ts';

interface Mark {
  readonly at: number;
  readonly drawn: string;
  /** Among marks at the same place, lower ones first. */
  readonly rank: number;
}

/** The longer range is drawn outside, the statement when they are equal; a cursor at an end is outside of both. */
export function drawBlocks(
  text: string,
  cursor: number,
  { statement, functionLike }: EnclosingBlocks,
): string {
  const marks: readonly Mark[] = [
    { at: cursor, drawn: '█', rank: 0 },
    ...marksOf(statement, '⟦⟧', 0.5),
    ...marksOf(functionLike, '⟪⟫', 0),
  ];
  const ordered = marks.toSorted((a, b) => a.at - b.at || a.rank - b.rank);
  return ordered.reduceRight(
    (drawn, mark) => drawn.slice(0, mark.at) + mark.drawn + drawn.slice(mark.at),
    text,
  );
}

function marksOf(
  range: TextRange | undefined,
  [open = '', close = '']: string,
  extra: number,
): readonly Mark[] {
  if (range === undefined) return [];
  const { startOffset, endOffset } = range;
  const length = endOffset - startOffset + extra;
  return [
    { at: startOffset, drawn: open, rank: 1 / length },
    { at: endOffset, drawn: close, rank: -1 / length },
  ];
}

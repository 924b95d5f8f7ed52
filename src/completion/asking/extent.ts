// How many lines to ask for, and where the answer is to end. Pure.
// Must not know syntax trees or models.
import { indentationOf } from '../../base/sharedIndentation.ts';
import { introducesStatement } from '../answers/statementCut.ts';
import { isFreshBlock } from '../place/freshBlock.ts';
import type { Surroundings } from '../place/surroundings.ts';

export type LineMode = 'single' | 'block';

/** Several lines where a block was just opened and is still empty, or when asked by hand with room for them. */
export function lineMode(around: Surroundings, isManual: boolean): LineMode {
  if (!/^[)\]}>"'`;,\s]*$/.test(around.lineAfter)) return 'single';
  return isManual || isFreshBlock(around) ? 'block' : 'single';
}

/** Where an answer is to end. */
export interface Extent {
  readonly maxLines: number;
  /** What the block's lines are indented by at least, in characters, where the answer is to end with the block. */
  readonly blockColumns?: number;
  /** What the statement's first line is indented by, in characters, where the answer is to end with the statement. */
  readonly statementColumns?: number;
}

/** By hand a statement or a body comes whole, also one that takes more lines than are usually shown. */
const wholeByHand = 3;

export function extentToAskFor(around: Surroundings, isManual: boolean, mostLines: number): Extent {
  if (lineMode(around, isManual) === 'single' || mostLines === 1) return { maxLines: 1 };
  const maxLines = isManual ? wholeByHand * mostLines : mostLines;
  // Nobody who asked for a statement waits for those behind it.
  if (!isFreshBlock(around)) {
    const { lineBefore } = around;
    const statementColumns = indentationOf(lineBefore).length;
    return introducesStatement(lineBefore) ? { maxLines } : { maxLines, statementColumns };
  }
  const leastColumns = indentationOf(around.previousLine).length + 1;
  return { maxLines, blockColumns: Math.max(around.lineBefore.length, leastColumns) };
}

// Which changes of a proposal are settled while its end is still being written. Pure.
// Must not know where the proposal comes from or where changes go.
import { type DiffPart, diffLines } from './lineDiff.ts';

/** How far both texts are settled, in lines. */
export interface Settled {
  readonly originalLines: number;
  readonly proposedLines: number;
}

export interface StreamedParts {
  readonly parts: readonly DiffPart[];
  readonly settled: Settled;
}

export const nothingSettled: Settled = { originalLines: 0, proposedLines: 0 };

/** A proposal may add this many lines more than it has repeated before the search for its place looks no further. */
const lookAheadLines = 12;

/**
 * The parts that are settled by the whole lines that have come so far: each change is followed by lines that both
 * texts have. What is settled is never taken back, and the rest is compared anew each time, so a line matched too
 * early costs a larger change, never a wrong text.
 */
export function settledParts(
  original: readonly string[],
  proposed: readonly string[],
  settled: Settled,
): StreamedParts {
  const rest = original.slice(settled.originalLines);
  const arrived = proposed.slice(settled.proposedLines);
  // Behind the last original line everything that comes is new.
  if (rest.length === 0) return advanced(settled, diffLines([], arrived));
  const near = rest.slice(0, arrived.length + lookAheadLines);
  const parts = diffLines(near, arrived);
  const lastSame = parts.findLastIndex((part, index) => isAnchor(part, index === 0));
  return advanced(settled, parts.slice(0, lastSame + 1));
}

/** All that is left, once the proposal is complete. */
export function remainingParts(
  original: readonly string[],
  proposed: readonly string[],
  settled: Settled,
): readonly DiffPart[] {
  return diffLines(original.slice(settled.originalLines), proposed.slice(settled.proposedLines));
}

/** Lines that say where the proposal stands: not just brackets and blanks, which are everywhere. */
function isAnchor({ kind, original }: DiffPart, isFirst: boolean): boolean {
  return kind === 'same' && (isFirst || original.some((line) => /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(line)));
}

function advanced(settled: Settled, parts: readonly DiffPart[]): StreamedParts {
  const count = (side: 'original' | 'proposed') => parts.reduce((sum, part) => sum + part[side].length, 0);
  return {
    parts,
    settled: {
      originalLines: settled.originalLines + count('original'),
      proposedLines: settled.proposedLines + count('proposed'),
    },
  };
}

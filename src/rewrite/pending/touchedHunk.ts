// What stays pending of a hunk in which someone edits: the lines that were not touched, each with the originals that it
// stands for. Pure; must not know what else is pending.
import { distance } from 'fastest-levenshtein';
import type { TextRange } from '../../base/ranges.ts';
import type { TextChange } from '../../base/textChanges.ts';
import { linesOf } from './lineDiff.ts';

/** Beyond this many pairs of lines they are paired by their numbers alone. */
const maxComparedPairs = 10_000;
/** Of a line, in UTF-16 units: what minified lines take to compare grows with the square of their length. */
const maxComparedLength = 100;
/** A pair of unlike lines is better than none. */
const pairWorth = 0.01;

/** Proposed text in a document, and what stood there before. */
export interface Proposed extends TextRange {
  readonly original: string;
}

/**
 * The untouched lines above an edit and those below it. A touched line, its original with it, is the user's from then on:
 * nothing typed is ever taken away.
 */
export function untouchedParts(text: string, hunk: Proposed, change: TextChange): readonly Proposed[] {
  const proposed = linesOf(text.slice(hunk.startOffset, hunk.endOffset));
  const originals = linesOf(hunk.original);
  const from = change.startOffset - hunk.startOffset;
  const to = from + change.removedLength;
  const ends = lineEnds(proposed);
  const above = ends.filter((end) => end <= from).length;
  const below = [0, ...ends].findIndex((start) => start >= to && start >= from);
  const belowIndex = below === -1 ? proposed.length : below;
  const [takenFrom, takenTo] = takenOriginals(
    pairedLines(originals, proposed),
    above,
    belowIndex,
    originals.length,
  );
  const delta = change.insertedText.length - change.removedLength;
  return [
    part(hunk.startOffset, proposed.slice(0, above), originals.slice(0, takenFrom)),
    part(
      hunk.startOffset + (ends[belowIndex - 1] ?? 0) + delta,
      proposed.slice(belowIndex),
      originals.slice(takenTo),
    ),
  ].filter((each) => each !== undefined);
}

/** Where nothing proposed is left, what it replaced goes with what was touched. */
function part(
  startOffset: number,
  proposed: readonly string[],
  originals: readonly string[],
): Proposed | undefined {
  const text = proposed.join('');
  const original = originals.join('');
  if (text === '' || text === original) return undefined;
  return { startOffset, endOffset: startOffset + text.length, original };
}

function lineEnds(lines: readonly string[]): readonly number[] {
  let end = 0;
  return lines.map((line) => {
    end += line.length;
    return end;
  });
}

/** Originals that go with the touched lines; where there are none, the place between those above and those below. */
function takenOriginals(
  pairs: readonly (number | undefined)[],
  from: number,
  to: number,
  count: number,
): readonly [from: number, to: number] {
  const isPaired = (index: number | undefined) => index !== undefined;
  const taken = pairs.slice(from, to).filter(isPaired);
  const [first] = taken;
  const last = taken.at(-1);
  if (first !== undefined && last !== undefined) return [first, last + 1];
  const between = pairs.slice(to).find(isPaired) ?? count;
  return [between, between];
}

/**
 * For each proposed line the original that it stands for: as many pairs as there can be, in order, the most alike
 * (Needleman and Wunsch's alignment, with likeness by edit distance).
 */
export function pairedLines(
  originals: readonly string[],
  proposed: readonly string[],
): readonly (number | undefined)[] {
  if (originals.length * proposed.length > maxComparedPairs)
    return proposed.map((_, index) => (index < originals.length ? index : undefined));
  const width = originals.length + 1;
  const worth = new Float64Array((proposed.length + 1) * width);
  const at = (row: number, column: number) => worth[row * width + column] ?? 0;
  const worthOf = (row: number, column: number) =>
    pairWorth + likeness(originals[column] ?? '', proposed[row] ?? '');
  for (let row = proposed.length - 1; row >= 0; row--) {
    for (let column = originals.length - 1; column >= 0; column--) {
      const paired = at(row + 1, column + 1) + worthOf(row, column);
      worth[row * width + column] = Math.max(paired, at(row + 1, column), at(row, column + 1));
    }
  }
  let column = 0;
  return proposed.map((_, row) => {
    while (column < originals.length && at(row, column) === at(row, column + 1)) column++;
    if (column === originals.length || at(row, column) === at(row + 1, column)) return undefined;
    return column++;
  });
}

/** From 0 to 1, of the beginnings of lines without the space around them. */
function likeness(one: string, other: string): number {
  const [left, right] = [beginning(one), beginning(other)];
  const longest = Math.max(left.length, right.length);
  return longest === 0 ? 1 : 1 - distance(left, right) / longest;
}

function beginning(line: string): string {
  return line.trim().slice(0, maxComparedLength);
}

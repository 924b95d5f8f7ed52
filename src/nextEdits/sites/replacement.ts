// What a rule puts at a place, and whether it has been put there already. Pure.
// Must not know how places are found.
import type { Token } from '../edits/tokens.ts';
import type { Rewrite, Site } from '../rules/rule.ts';

/** The place between two tokens, or of `rewrite.removed`, which begins with the token at `index`. */
export function replacementAt(
  text: string,
  tokens: readonly Token[],
  index: number,
  rewrite: Rewrite,
): Site | undefined {
  const { removed, inserted, insertedText, oldGaps, newGaps } = rewrite;
  const left = tokens[index - 1];
  const right = tokens[index + removed.length];
  const first = tokens[index];
  const last = tokens[index + removed.length - 1];
  const gapStart = left?.endOffset ?? first?.startOffset ?? 0;
  const gapEnd = right?.startOffset ?? last?.endOffset ?? gapStart;
  if (removed.length > 0 && inserted.length > 0 && first !== undefined && last !== undefined)
    return { startOffset: first.startOffset, endOffset: last.endOffset, newText: insertedText };
  if (removed.length === 0) {
    const gap = text.slice(gapStart, gapEnd);
    const isAsInExample = gap === oldGaps.left;
    if (isAsInExample)
      return {
        startOffset: gapStart,
        endOffset: gapEnd,
        newText: newGaps.left + insertedText + newGaps.right,
      };
    // Between other spaces it goes to the side that the example put it to.
    return newGaps.right === '' || newGaps.left !== oldGaps.left
      ? { startOffset: gapStart, endOffset: gapStart, newText: newGaps.left.trimEnd() + insertedText }
      : { startOffset: gapEnd, endOffset: gapEnd, newText: insertedText + newGaps.right };
  }
  if (first === undefined || last === undefined) return undefined;
  const isAsInExample =
    text.slice(gapStart, first.startOffset) === oldGaps.left &&
    text.slice(last.endOffset, gapEnd) === oldGaps.right;
  return isAsInExample
    ? { startOffset: gapStart, endOffset: gapEnd, newText: newGaps.left }
    : {
        startOffset: first.startOffset,
        endOffset: oldGaps.right === '' ? last.endOffset : gapEnd,
        newText: '',
      };
}

/**
 * Whether the tokens around the place are what the rule would make of it: `await` before `await`, `self.x` for an `x`
 * that has its `self`.
 */
export function isAlreadyThere(tokens: readonly Token[], index: number, rewrite: Rewrite): boolean {
  const { removed, inserted } = rewrite;
  if (inserted.length < Math.max(removed.length, 1)) return false;
  for (let shift = 0; shift + removed.length <= inserted.length; shift++) {
    const isKept = removed.every((word, at) => word === inserted[shift + at]);
    if (isKept && inserted.every((word, at) => tokens[index - shift + at]?.text === word)) return true;
  }
  return false;
}

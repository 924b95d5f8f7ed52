// Whether a cursor stands in a block that was just opened, by indentation and brackets, in every language. Pure.
// Must not know syntax trees.
import { indentationOf } from '../../base/sharedIndentation.ts';
import type { Surroundings } from './surroundings.ts';

export function isFreshBlock({ lineBefore, lineAfter, previousLine, nextLine }: Surroundings): boolean {
  if (lineBefore.trim() !== '' || lineAfter.trim() !== '') return false;
  const opener = indentationOf(previousLine);
  const isOpened = opensBlock(previousLine) || (previousLine.trim() !== '' && isDeeper(lineBefore, opener));
  // A next line as deep as the block's inside is its first one already.
  return isOpened && !isDeeper(indentationOf(nextLine), opener);
}

const opening = /(?:[{([:]|=>|\b(?:then|do|begin|where)|\bdo \|[^|]*\|)\s*$/;
const openingTag =
  /^\s*<(?!\/|!|(?:area|base|br|col|hr|img|input|link|meta|source)\b)[\w.-]+(?:\s[^<]*)?(?<!\/)>\s*$/;

export function opensBlock(line: string): boolean {
  return opening.test(line) || openingTag.test(line);
}

function isDeeper(one: string, other: string): boolean {
  return one.length > other.length;
}

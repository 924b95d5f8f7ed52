// Takes away space at a suggestion's start that already stands left of the cursor. Pure.

import { indentationOf } from '../../base/sharedIndentation.ts';
import type { Surroundings } from '../place/surroundings.ts';

export function dropDoubledSpace(text: string, { lineBefore, before }: Surroundings): string {
  const space = indentationOf(text);
  if (space === '' || text.trim() === '') return text;
  if (lineBefore.trim() !== '') return isDoubledBlank(lineBefore, text) ? text.slice(1) : text;
  const isDoubled = lineBefore !== '' && space.startsWith(lineBefore);
  return isDoubled && isDeepEnough(lineBefore, before) && !continuesAbove.test(text)
    ? text.slice(space.length)
    : text;
}

/** One blank behind one blank; more are a column, and two are the usual distance of a comment. */
function isDoubledBlank(lineBefore: string, text: string): boolean {
  return /\S $/.test(lineBefore) && /^ (?![\s#]|\/\/)/.test(text);
}

/** Chained calls, operators and nested lists are meant to be deeper than what is above. */
const continuesAbove = /^\s*(?:[.?:+*/|&-]|\d+\.\s)/;

/** The cursor's line is as deep as the last line above, and no block was opened there. */
function isDeepEnough(lineBefore: string, before: string): boolean {
  const above = before.slice(0, before.length - lineBefore.length).trimEnd();
  const line = above.slice(above.lastIndexOf('\n') + 1);
  const column = indentationOf(line);
  if (/[{([:>,]$|=>$|\b(?:then|do|else)$/.test(line)) return lineBefore.length > column.length;
  return lineBefore.length >= column.length;
}

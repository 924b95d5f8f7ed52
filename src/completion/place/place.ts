// Where in a document a suggestion is asked for and what it will replace. Pure.
// Must not know windows or engines.
import type { Surroundings } from '../cleanup/cleanup.ts';

/** The item that is selected in an open suggestion list, and the range it would replace. */
export interface SelectedItem {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly text: string;
}

export interface Place {
  readonly uri: string;
  readonly text: string;
  /** Where the model's text begins. */
  readonly offset: number;
  /** Where the text right of the suggestion begins: `offset`, unless a selected item replaces what is between. */
  readonly afterOffset: number;
  /** Start of what the editor's item replaces; the text from here to `offset` is repeated in the item. */
  readonly itemOffset: number;
  /** What the model's text must begin with. */
  readonly forcedText: string;
}

/**
 * An editor shows a suggestion beside an open list only when it extends the selected item in the item's own range.
 * An item that continues what was typed becomes forced text; another one, such as a fuzzy match, takes its place.
 */
export function placeAt(
  { uri, text }: { readonly uri: string; readonly text: string },
  cursorOffset: number,
  selected: SelectedItem | undefined,
): Place {
  if (selected === undefined) {
    const offset = cursorOffset;
    return { uri, text, offset, afterOffset: offset, itemOffset: offset, forcedText: '' };
  }
  const { startOffset, endOffset } = selected;
  const typed = text.slice(startOffset, cursorOffset);
  const isContinued = selected.text.startsWith(typed);
  return {
    uri,
    text,
    offset: isContinued ? cursorOffset : startOffset,
    afterOffset: Math.max(cursorOffset, endOffset),
    itemOffset: startOffset,
    forcedText: isContinued ? selected.text.slice(typed.length) : selected.text,
  };
}

/** The lines around the cursor, without their line ends. */
export function surroundings(text: string, offset: number, afterOffset = offset): Surroundings {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = endOfLine(text, afterOffset);
  const previousStart = lineStart === 0 ? 0 : text.lastIndexOf('\n', lineStart - 2) + 1;
  const nextStart = startOfNextText(text, lineEnd);
  return {
    lineBefore: offset === 0 ? '' : text.slice(lineStart, offset),
    lineAfter: text.slice(afterOffset, lineEnd).replace(/\r$/, ''),
    previousLine: lineStart === 0 ? '' : text.slice(previousStart, lineStart - 1).replace(/\r$/, ''),
    nextLine: text.slice(nextStart, endOfLine(text, nextStart)).replace(/\r$/, ''),
    before: text.slice(Math.max(0, offset - charactersLookedAt), offset),
    isWholeBefore: offset <= charactersLookedAt,
    after: text.slice(afterOffset, afterOffset + charactersLookedAtBelow),
  };
}

/** A few hundred lines: enough for the brackets that are open at the cursor, and read in a part of a millisecond. */
const charactersLookedAt = 6000;
/** Where a block that is written again may stand. */
const charactersLookedAtBelow = 1500;

const maxBlankLines = 5;

/** Start of the first line below that is not blank, looking a few lines ahead. */
function startOfNextText(text: string, lineEnd: number): number {
  let start = Math.min(lineEnd + 1, text.length);
  for (let skipped = 0; skipped < maxBlankLines; skipped++) {
    const end = endOfLine(text, start);
    if (end === text.length || text.slice(start, end).trim() !== '') break;
    start = end + 1;
  }
  return start;
}

function endOfLine(text: string, offset: number): number {
  const lineEnd = text.indexOf('\n', offset);
  return lineEnd === -1 ? text.length : lineEnd;
}

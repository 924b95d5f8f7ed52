// Where a range of the document stands in the code that the model sees of a selection. Pure.
// Must not know what the range is.
import type { TextRange } from '../../base/ranges.ts';
import type { CodePlace } from '../asking/prompt.ts';

/** Offsets are negative in front of the selection, and at the code's end behind it. */
export function rangeInCode(
  { before, selection }: CodePlace,
  code: string,
  { startOffset, endOffset }: TextRange,
): TextRange {
  return {
    startOffset: offsetInCode(selection, code, startOffset - before.length),
    endOffset: offsetInCode(selection, code, endOffset - before.length),
  };
}

/** Lines of code end as they do in the selection, but for blanks; its blank ones at the start are missing. */
function offsetInCode(selection: string, code: string, offset: number): number {
  const rows = selection.split('\n');
  const blank = rows.findIndex((line) => !/^[ \t]*\r?$/.test(line));
  const above = selection.slice(0, Math.max(offset, 0)).split('\n');
  const row = above.length - 1 - Math.max(blank, 0);
  if (offset < 0 || row < 0) return -1;
  const lines = code.split('\n');
  const line = lines[row];
  if (line === undefined) return code.length;
  const missing = (rows[above.length - 1] ?? '').trimEnd().length - line.trimEnd().length;
  const column = Math.min(Math.max((above.at(-1) ?? '').length - missing, 0), line.length);
  return lines.slice(0, row).reduce((sum, { length }) => sum + length + 1, 0) + column;
}

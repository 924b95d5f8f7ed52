// Comments that a rewrite left out, put back where they stood: above the code that they stood above, or what stands in its
// place. Pure. Must not know why code was changed.
import type { TextRange } from '../../base/ranges.ts';
import { indentationOf } from '../../base/sharedIndentation.ts';
import { diffLines } from '../pending/lineDiff.ts';
import type { CodeFacts } from './codeFacts.ts';

/** Comments of a code that another one does not have, each as often as it is missing. */
export function missingComments(of: CodeFacts, other: CodeFacts): readonly TextRange[] {
  const left = new Map<string, number>();
  const words = ({ code }: CodeFacts, { startOffset, endOffset }: TextRange) =>
    code.slice(startOffset, endOffset).replaceAll(/\s+/g, '');
  for (const comment of other.comments) {
    const text = words(other, comment);
    left.set(text, (left.get(text) ?? 0) + 1);
  }
  return of.comments.filter((comment) => {
    const text = words(of, comment);
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}

/** A line of code of the one text, and where in the other it or what replaces it stands. */
interface Place {
  readonly row: number;
  /** Line for line. */
  readonly isPaired: boolean;
  /** Undefined where nothing replaces it, or where that has comments of its own. */
  readonly newRow: number | undefined;
}

/** What has no place any more is left out. */
export function withComments(before: CodeFacts, after: CodeFacts): string {
  const missing = missingComments(before, after);
  if (missing.length === 0) return after.code;
  const rows = before.code.split('\n');
  const newRows = after.code.split('\n');
  const places = placesOf(before, after);
  const above = new Map<number, string[]>();
  const behind = new Map<number, string>();
  for (const { startOffset, endOffset } of missing) {
    const comment = before.code.slice(startOffset, endOffset).trimEnd();
    const start = rowAt(before.code, startOffset);
    const end = start + comment.split('\n').length - 1;
    const lineStart = before.code.lastIndexOf('\n', startOffset - 1) + 1;
    const isAlone = before.code.slice(lineStart, startOffset).trim() === '';
    const isLast = /^[ \t]*(?:\n|$)/.test(before.code.slice(startOffset + comment.length));
    const place = places.find(({ row }) => (isAlone ? row > end : row === start));
    if (!isLast || (!isAlone && end > start) || place?.newRow === undefined) continue;
    const { row, isPaired, newRow } = place;
    if (isPaired && !isAlone) {
      behind.set(newRow, ` ${comment}`);
      continue;
    }
    const line = newRows[newRow] ?? '';
    const has = isAlone ? indentationOf(rows[start] ?? '') : '';
    const wanted =
      isPaired && indentationOf(rows[row] ?? '') === indentationOf(line) ? has : indentationOf(line);
    const lines = isAlone ? rows.slice(start, end + 1) : [comment];
    const moved = lines.map((each) =>
      (each.startsWith(has) ? wanted + each.slice(has.length) : each).trimEnd(),
    );
    above.set(newRow, [...(above.get(newRow) ?? []), ...moved]);
  }
  return newRows
    .flatMap((line, row) => [...(above.get(row) ?? []), line + (behind.get(row) ?? '')])
    .join('\n');
}

function placesOf(before: CodeFacts, after: CodeFacts): readonly Place[] {
  const lines = codeLines(before);
  const newLines = codeLines(after);
  const ownRows = missingComments(after, before).map(({ startOffset }) => rowAt(after.code, startOffset));
  const places: Place[] = [];
  let at = 0;
  let newAt = 0;
  /** Where some of the new lines stand, unless comments that the other code does not have stand there too. */
  const rowOf = (from: number, count: number) => {
    const above = newLines[from - 1]?.row ?? -1;
    const last = newLines[from + count - 1]?.row ?? -1;
    return ownRows.some((row) => row > above && row <= last) ? undefined : newLines[from]?.row;
  };
  for (const { kind, original, proposed } of diffLines(lines.map(keyOf), newLines.map(keyOf))) {
    const isPaired = kind === 'same' || original.length === proposed.length;
    const replaced = proposed.length === 0 ? undefined : rowOf(newAt, proposed.length);
    for (const [index, { row }] of lines.slice(at, at + original.length).entries())
      places.push({ row, isPaired, newRow: isPaired ? rowOf(newAt + index, 1) : replaced });
    at += original.length;
    newAt += proposed.length;
  }
  return places;
}

interface CodeLine {
  readonly row: number;
  readonly code: string;
}

function keyOf({ code }: CodeLine): string {
  return code;
}

/** Lines that have more than comments, without those and without blanks. */
function codeLines({ code, comments }: CodeFacts): readonly CodeLine[] {
  let bare = code;
  for (const { startOffset, endOffset } of comments)
    bare =
      bare.slice(0, startOffset) +
      bare.slice(startOffset, endOffset).replaceAll(/[^\n]/g, ' ') +
      bare.slice(endOffset);
  return bare
    .split('\n')
    .map((line, row) => ({ row, code: line.replaceAll(/\s+/g, '') }))
    .filter((line) => line.code !== '');
}

function rowAt(code: string, offset: number): number {
  return code.slice(0, offset).split('\n').length - 1;
}

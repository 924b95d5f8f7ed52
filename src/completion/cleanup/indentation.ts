// Writes a suggestion's indentation as the editor does: tabs or spaces, and how many. Pure.
import { indentationOf } from '../../base/sharedIndentation.ts';
import type { Indentation, Surroundings } from '../place/surroundings.ts';

/** Only where indentation begins at a line start: on the first line when nothing but it is left of the cursor. */
export function fitIndentation(text: string, around: Surroundings, indentation: Indentation): string {
  const isAtLineStart = around.lineBefore.trim() === '';
  const [first = '', ...others] = text.split('\n');
  const written = isAtLineStart ? [first, ...others] : others;
  const fit = indentation.insertSpaces
    ? withSpaces(written, around, indentation.tabSize)
    : withTabs(written, indentation.tabSize);
  return (isAtLineStart ? fit : [first, ...fit]).join('\n');
}

function withTabs(lines: readonly string[], tabSize: number): readonly string[] {
  const counts = lines.filter((line) => !/^ *\*/.test(line)).map((line) => leadingSpaces(line));
  const unit = levelOf(counts, tabSize);
  return lines.map((line) => {
    const spaces = leadingSpaces(line);
    const tabs = '\t'.repeat(Math.floor(spaces / unit));
    const start = /^\t*/.exec(line)?.[0] ?? '';
    return start + tabs + ' '.repeat(spaces % unit) + line.slice(start.length + spaces);
  });
}

function leadingSpaces(line: string): number {
  return /^\t*( *)/.exec(line)?.[1]?.length ?? 0;
}

/** The model's own level: what all its indentations are multiples of, unless that is more than the editor's. */
function levelOf(counts: readonly number[], tabSize: number): number {
  const common = counts.reduce(greatestCommonDivisor, 0);
  return common < 2 || common > tabSize ? tabSize : common;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function withSpaces(lines: readonly string[], around: Surroundings, tabSize: number): readonly string[] {
  const spaced = lines.map((line) => {
    const start = indentationOf(line);
    return start.replaceAll('\t', ' '.repeat(tabSize)) + line.slice(start.length);
  });
  return rescaled(spaced, around, tabSize);
}

/** The model indents blocks by another count than the editor, and the document does not say it is right. */
function rescaled(lines: readonly string[], around: Surroundings, tabSize: number): readonly string[] {
  const { lineBefore } = around;
  const isAtLineStart = lineBefore.trim() === '';
  const full = isAtLineStart ? [lineBefore + (lines[0] ?? ''), ...lines.slice(1)] : [lineBefore, ...lines];
  const level = blockLevel(full);
  if (level === undefined || level === tabSize || blockLevel(linesAbove(around)) === level) return lines;
  const base = indentationOf(full[0] ?? '').length;
  const others = isAtLineStart ? lines.slice(1) : lines;
  const levels = others.map((line) => (indentationOf(line).length - base) / level);
  const isEven = others.every((line, index) => line.trim() === '' || Number.isInteger(levels[index]));
  if (!isEven) return lines;
  const fit = others.map((line, index) =>
    line.trim() === ''
      ? line
      : ' '.repeat(Math.max(0, base + (levels[index] ?? 0) * tabSize)) + line.trimStart(),
  );
  return isAtLineStart ? [lines[0] ?? '', ...fit] : fit;
}

const linesLookedAt = 60;

function linesAbove({ before }: Surroundings): readonly string[] {
  return before.split('\n').slice(-linesLookedAt, -1).toReversed();
}

/** Columns by which the first block found is deeper than the line that opens it; lines in either order. */
function blockLevel(lines: readonly string[]): number | undefined {
  for (let index = 1; index < lines.length; index++) {
    for (const [opener = '', inner = ''] of [
      [lines[index - 1], lines[index]],
      [lines[index], lines[index - 1]],
    ]) {
      const deeper = indentationOf(inner).length - indentationOf(opener).length;
      if (deeper > 0 && inner.trim() !== '' && /[{:]\s*$/.test(opener)) return deeper;
    }
  }
  return undefined;
}

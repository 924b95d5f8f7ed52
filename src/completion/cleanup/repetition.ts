// Cuts a suggestion that says the same thing over and over, which small models do when they lose the thread. Pure.
import type { Surroundings } from '../place/surroundings.ts';

/** A unit with a letter or digit in it, at least four times in a row at the end; dividers such as `-----` are meant. */
const repeatedUnit = /((?=.{0,39}[\p{L}\p{N}]).{2,40}?)\1{3,}.{0,40}$/u;
const mostEqualLines = 2;
/** Groups of this many lines, written three times in a row. */
const longestGroup = 6;

export function cutRepetition(text: string, { lineBefore }: Surroundings): string {
  const lines = text.split('\n');
  const count = linesWithoutRepetition([lineBefore + (lines[0] ?? ''), ...lines.slice(1)]);
  const kept = lines.slice(0, count);
  return [...kept.slice(0, -1), withoutRepeatedUnit(kept.at(-1) ?? '')].join('\n');
}

/** The first of equal lines or groups of lines is kept. */
function linesWithoutRepetition(lines: readonly string[]): number {
  for (let end = mostEqualLines; end < lines.length; end++) {
    for (let group = 1; group <= longestGroup && (mostEqualLines + 1) * group <= end + 1; group++) {
      const begin = end + 1 - (mostEqualLines + 1) * group;
      if (isPeriodic(lines, begin, end, group)) return begin + group;
    }
  }
  return lines.length;
}

function isPeriodic(lines: readonly string[], begin: number, end: number, group: number): boolean {
  let hasText = false;
  for (let index = begin; index <= end; index++) {
    if (index >= begin + group && lines[index] !== lines[index - group]) return false;
    hasText ||= /[\p{L}\p{N}]/u.test(lines[index] ?? '');
  }
  return hasText;
}

function withoutRepeatedUnit(line: string): string {
  const start = line.length - line.trimStart().length;
  const found = repeatedUnit.exec(line.slice(start));
  if (found === null) return line;
  const [whole, unit = ''] = found;
  if (!/[\p{L}\p{N}]/u.test(unit)) return line;
  let tail = whole;
  while (tail.startsWith(unit)) tail = tail.slice(unit.length);
  // What follows the repetition must be its next beginning, else the model found out of it.
  return unit.startsWith(tail) ? line.slice(0, start + found.index + unit.length) : line;
}

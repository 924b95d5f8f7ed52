// Cuts a suggestion that says the same thing over and over, which small models do when they lose the thread. Pure.
import type { CleanSuggestion } from '../postprocess.ts';

/** A unit with a letter or digit in it, at least four times in a row at the end; dividers such as `-----` are meant. */
const repeatedUnit = /((?=.{0,39}[\p{L}\p{N}])[^\n]{2,40}?)\1{3,}[^\n]{0,40}$/u;
const mostEqualLines = 2;
/** Groups of this many lines, written three times in a row. */
const longestGroup = 6;

export function cutRepetition(suggestion: CleanSuggestion): CleanSuggestion {
  const lines = suggestion.text.split('\n');
  const kept = lines.length > mostEqualLines ? withoutEqualLines(lines) : suggestion.text;
  const text = withoutRepeatedUnit(kept);
  return text === suggestion.text ? suggestion : { ...suggestion, text };
}

/** The first of equal lines or groups of lines is kept. */
function withoutEqualLines(lines: readonly string[]): string {
  for (let end = mostEqualLines; end < lines.length; end++) {
    for (let group = 1; group <= longestGroup && (mostEqualLines + 1) * group <= end + 1; group++) {
      const begin = end + 1 - (mostEqualLines + 1) * group;
      if (isPeriodic(lines, begin, end, group)) return lines.slice(0, begin + group).join('\n');
    }
  }
  return lines.join('\n');
}

function isPeriodic(lines: readonly string[], begin: number, end: number, group: number): boolean {
  let hasText = false;
  for (let index = begin; index <= end; index++) {
    if (index >= begin + group && lines[index] !== lines[index - group]) return false;
    hasText ||= /[\p{L}\p{N}]/u.test(lines[index] ?? '');
  }
  return hasText;
}

function withoutRepeatedUnit(text: string): string {
  const found = repeatedUnit.exec(text);
  if (found === null) return text;
  const [whole, unit = ''] = found;
  const tail = whole.slice(unit.length * Math.floor(whole.length / unit.length));
  // What follows the repetition must be its next beginning, else the model found out of it.
  const isEndless = unit.startsWith(tail) || whole.length % unit.length === 0;
  return isEndless ? text.slice(0, found.index + unit.length) : text;
}

// Cuts a suggestion that says the same thing over and over, which small models do when they lose the thread. Pure.
import type { CleanSuggestion } from '../postprocess.ts';

/** A unit with a letter or digit in it, at least four times in a row at the end; dividers such as `-----` are meant. */
const repeatedUnit = /((?=.{0,39}[\p{L}\p{N}])[^\n]{2,40}?)\1{3,}[^\n]{0,40}$/u;
const mostEqualLines = 2;

export function cutRepetition(suggestion: CleanSuggestion): CleanSuggestion {
  const text = withoutRepeatedUnit(withoutEqualLines(suggestion.text));
  return text === suggestion.text ? suggestion : { ...suggestion, text };
}

function withoutEqualLines(text: string): string {
  const lines = text.split('\n');
  let equal = 1;
  for (let index = 1; index < lines.length; index++) {
    equal = lines[index] === lines[index - 1] && lines[index]?.trim() !== '' ? equal + 1 : 1;
    if (equal > mostEqualLines) return lines.slice(0, index - mostEqualLines + 1).join('\n');
  }
  return text;
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

// Takes away what models write around code when they were trained to talk: fences and sentences. Pure.

import type { Surroundings } from '../place/surroundings.ts';
import { bracketsIn } from './brackets.ts';
import type { Lexis } from './lexis.ts';

const fence = /^\s*(?:```|~~~)/;
const sentence =
  /^\s*(?:(?:Sure|Certainly|Of course|Absolutely)[,!.]|Here(?:'s|’s| is| are) (?:the|a|an|your|how|some)\b|(?:I'm|I am|I'll|I will|I have|I can) \w|(?:The|This) (?:above |following |given |provided |updated |complete )?(?:code|function|snippet|implementation) \w|To (?:complete|fix|implement) (?:the|this)\b|(?:Note|Explanation|Answer|Output):\s)[^(){};=]*/;

/** Prose may have both. A comment or a string begins left of the cursor, so only line starts are looked at. */
export function cutChatter(text: string, { before, lineBefore }: Surroundings, lexis: Lexis): string {
  if (lexis.isProse) return text;
  const lines = text.split('\n');
  const isAtLineStart = lineBefore.trim() === '';
  const begin = isAtLineStart && fence.test(lines[0] ?? '') ? 1 : 0;
  const end = lines.findIndex(
    (line, index) => index >= begin && (index > 0 || isAtLineStart) && (fence.test(line) || isSentence(line)),
  );
  if (begin === 0 && end === -1) return text;
  // Inside a documentation string or comment both are what is being written.
  if (bracketsIn(before, lexis).endsInside) return text;
  return lines.slice(begin, end === -1 ? undefined : end).join('\n');
}

function isSentence(line: string): boolean {
  const found = sentence.exec(line);
  return found !== null && found[0].length === line.length && line.trim().includes(' ');
}

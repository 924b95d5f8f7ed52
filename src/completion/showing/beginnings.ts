// Where the first line of an answer may be cut, so that its sure beginning can be shown without the rest. Pure.
// Must not know how sure the model is of which.
import { type Answer } from '../answers/adoptedAnswer.ts';
import { bracketsIn, closerOf } from '../cleanup/brackets.ts';
import type { Lexis } from '../cleanup/lexis.ts';

/** Less is typed sooner than read. */
const leastCharacters = 3;

/**
 * Ends of beginnings that make sense by themselves, the longest first: behind a word or a closed bracket or string,
 * with nothing open that the beginning opened. The whole line is none of them.
 */
export function beginningsOf({ text, tokens }: Answer, lexis: Lexis): readonly number[] {
  const line = /^\s*.*/.exec(text)?.[0].trimEnd() ?? '';
  const ends = new Set(tokens.map(({ endOffset }) => endOffset).filter((end) => end < line.length));
  return [...ends].toSorted((one, other) => other - one).filter((end) => isBeginning(line, end, lexis));
}

function isBeginning(line: string, end: number, lexis: Lexis): boolean {
  const beginning = line.slice(0, end);
  const isInsideWord = endsWithWord.test(beginning) && beginsWithWord.test(line.slice(end));
  const isLongEnough = beginning.trim().length >= leastCharacters;
  return isLongEnough && !isInsideWord && endsWell.test(beginning) && isBalanced(beginning, lexis);
}

const endsWithWord = /[\p{L}\p{N}_$]$/u;
const beginsWithWord = /^[\p{L}\p{N}_$]/u;
const endsWell = /[\p{L}\p{N}_$)\]}>"'`;]$/u;

function isBalanced(text: string, lexis: Lexis): boolean {
  const { found, endsInside } = bracketsIn(text, lexis);
  const open: string[] = [];
  for (const { character } of found) {
    const closer = closerOf[character];
    if (closer !== undefined) open.push(closer);
    // One that closes what the line had open already is the editor's or the next line's.
    else if (open.pop() !== character) return false;
  }
  return open.length === 0 && !endsInside;
}

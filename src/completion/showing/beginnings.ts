// Where the first line of an answer may be cut, so that its sure beginning can be shown without the rest. Pure.
// Must not know how sure the model is of which.
import { type AdoptedAnswer } from '../answers/adoptedAnswer.ts';
import { bracketsIn, closerOf } from '../cleanup/brackets.ts';
import { type Lexis, wordCharactersOf } from '../cleanup/lexis.ts';
import { opensBlock } from '../place/freshBlock.ts';
import { isStump, type Line } from './stumps.ts';

/** Less is typed sooner than read. */
const leastCharacters = 3;

/**
 * Ends of lines at which an answer of several could stop, the longest first: nothing that it opened is open there, and
 * the line opens no block. The end of all of it is none of them.
 */
export function lineEndsOf({ text }: AdoptedAnswer, lexis: Lexis): readonly number[] {
  const ends = Array.from(text.trimEnd().matchAll(/(?<=\S)[^\S\n]*\n/g), ({ index }) => index);
  return ends.toReversed().filter((end) => {
    const lines = text.slice(0, end);
    return isBalanced(lines, lexis) && !opensBlock(lines.slice(lines.lastIndexOf('\n') + 1));
  });
}

/**
 * Ends of beginnings that make sense by themselves, the longest first: behind a word or a closed bracket or string,
 * with nothing open that the beginning opened, and nothing attached to it. The whole line is none of them.
 */
export function beginningsOf({ text, tokens }: AdoptedAnswer, around: Line, lexis: Lexis): readonly number[] {
  const line = /^\s*.*/.exec(text)?.[0].trimEnd() ?? '';
  const ends = new Set(tokens.map(({ endOffset }) => endOffset).filter((end) => end < line.length));
  return [...ends]
    .toSorted((one, other) => other - one)
    .filter((end) => isBeginning(line.slice(0, end), line.slice(end), around, lexis));
}

function isBeginning(beginning: string, rest: string, around: Line, lexis: Lexis): boolean {
  const letters = wordCharactersOf(lexis);
  const isInsideWord =
    new RegExp(`[${letters}]$`, 'u').test(beginning) && new RegExp(`^[${letters}]`, 'u').test(rest);
  return (
    beginning.trim().length >= leastCharacters &&
    !isInsideWord &&
    new RegExp(`[${letters})\\]}>"'\`;]$`, 'u').test(beginning) &&
    !/(?:[-=\s]>|<)$/.test(beginning) &&
    isBalanced(beginning, lexis) &&
    !isStump(beginning, rest, around, lexis)
  );
}

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

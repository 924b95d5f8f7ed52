// Whether a text ends where nobody would stop: behind a word that needs another one, or before what is attached to it.
// Pure. Must not know how sure the model is, nor what is shown in the end.
import { bracketsIn } from '../cleanup/brackets.ts';
import { type Lexis, wordCharactersOf } from '../cleanup/lexis.ts';
import type { Surroundings } from '../place/surroundings.ts';

/** Where the text is to stand. */
export type Line = Pick<Surroundings, 'lineBefore' | 'lineAfter'>;

/** Say nothing without what follows, in any language that has them. */
const incompleteWords = new Set(
  `abstract alignas and as assert async await case catch char class concept const constexpr constinit def default defer
  del delete elif elsif enum except explicit export extends extern final fn for foreach friend from fun func function get
  global goto if impl implements import in infer inline instanceof insteadof interface internal is isinstance keyof
  lambda let local macro match mod module mut namespace native new nonlocal not of open operator or out override
  package private protected pub public raise readonly record ref register require return satisfies sealed set static
  struct super switch synchronized template throw throws trait type typealias typedef typename typeof union unless unsafe
  until unsigned use using val var virtual void volatile when where while with xor yield`.split(/\s+/),
);
/** Stand on a line of their own in some languages, and never end one half. */
const introducingWords = new Set([
  'begin',
  'do',
  'else',
  'ensure',
  'finally',
  'loop',
  'rescue',
  'then',
  'try',
]);

/** Nothing but words that say nothing by themselves, as `return` or `pub fn`. */
export function isLoneKeyword(text: string, { lineBefore }: Line, lexis: Lexis): boolean {
  const words = text.trim();
  if (lexis.isProse || words === '' || !/^[a-z\s]+$/.test(words)) return false;
  const begun = lastWordOf(lineBefore, lexis);
  return `${begun}${text.trimEnd()}`
    .trim()
    .split(/\s+/)
    .every((word) => incompleteWords.has(word));
}

/**
 * Whether `text`, cut before `rest`, is no beginning that makes sense: what follows is attached to it, it ends inside a
 * number or string or behind a keyword, or what stands right of the cursor makes it look finished.
 */
export function isStump(text: string, rest: string, { lineBefore, lineAfter }: Line, lexis: Lexis): boolean {
  if (isAttached(text, rest) || looksFinished(rest, lineAfter)) return true;
  if (lexis.isProse) return false;
  return (
    /^\s*[([]/.test(rest) ||
    bracketsIn(lineBefore + text, lexis).openQuote !== undefined ||
    endsInKeyword(lineBefore + text, lexis)
  );
}

function isAttached(text: string, rest: string): boolean {
  // Members, calls, paths, units and the rest of a tag; punctuation is followed by space.
  if (!/^(?:$|[\s,;)\]}]|[.:!?](?:\s|$))/.test(rest)) return true;
  return /\d$/.test(text) && /^,\d/.test(rest);
}

/** Where a bracket closes or a comma goes on behind the cursor, only what the answer itself ends there is whole. */
function looksFinished(rest: string, lineAfter: string): boolean {
  const [closer] = /^[)\]},;]/.exec(lineAfter.trimStart()) ?? [];
  return closer !== undefined && !rest.trimStart().startsWith(closer);
}

function endsInKeyword(text: string, lexis: Lexis): boolean {
  const word = lastWordOf(text, lexis);
  const isMember = /[.@#:]$/.test(text.slice(0, text.length - word.length));
  return !isMember && (incompleteWords.has(word) || introducingWords.has(word));
}

function lastWordOf(text: string, lexis: Lexis): string {
  return new RegExp(`[${wordCharactersOf(lexis)}]*$`, 'u').exec(text)?.[0] ?? '';
}

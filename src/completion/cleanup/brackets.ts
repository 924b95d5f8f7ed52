// Finds the brackets of a text that stand in neither strings nor comments. Pure, one pass.
// Reads unfinished code of any language, so it guesses where languages differ; must not decide anything.
import type { Lexis } from './lexis.ts';

export interface Bracket {
  readonly at: number;
  readonly character: string;
}

export interface Brackets {
  readonly found: readonly Bracket[];
  /** Strings and comments that go over lines; the last one may never end. */
  readonly overLines: readonly { readonly from: number; readonly to: number }[];
  /** Whether the text ends inside one of them; brackets may be missing then. */
  readonly endsInside: boolean;
  /** The quote of a string that the text ends inside of. */
  readonly openQuote: string | undefined;
}

export const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

const quotes = new Set(['"', "'", '`']);
const interesting = /[()[\]{}"'`\\/#-]/g;

export function bracketsIn(text: string, lexis: Lexis): Brackets {
  const found: Bracket[] = [];
  const overLines: { readonly from: number; readonly to: number }[] = [];
  interesting.lastIndex = 0;
  for (let match = interesting.exec(text); match !== null; match = interesting.exec(text)) {
    const at = match.index;
    const character = match[0];
    if (/[()[\]{}]/.test(character)) {
      found.push({ at, character });
      continue;
    }
    const end = endOfToken(text, at, character, lexis);
    if (text.slice(at, end).includes('\n')) overLines.push({ from: at, to: end });
    if (end === Number.POSITIVE_INFINITY)
      return { found, overLines, endsInside: true, openQuote: quotes.has(character) ? character : undefined };
    interesting.lastIndex = end;
  }
  return { found, overLines, endsInside: false, openQuote: undefined };
}

/** Where what begins at `at` ends; infinity when it goes on behind the text. */
function endOfToken(text: string, at: number, character: string, lexis: Lexis): number {
  if (character === '\\') return at + 2;
  if (quotes.has(character)) return endOfString(text, at, character, lexis);
  if (lexis.hasBlockComments && text.startsWith('/*', at)) return endBehind(text, '*/', at + 2);
  if (lexis.lineComments.some((mark) => text.startsWith(mark, at) && isCommentPlace(text, at, mark)))
    return endOfLine(text, at);
  if (character === '/' && lexis.hasRegularExpressions) return endOfRegularExpression(text, at);
  return at + 1;
}

/** The `//` of an address is none; `#` and `--` also stand in names and numbers. */
function isCommentPlace(text: string, at: number, mark: string): boolean {
  const previous = text[at - 1] ?? '\n';
  return mark === '//' ? previous !== ':' : /\s/.test(previous);
}

function endOfString(text: string, at: number, quote: string, { hasLifetimes }: Lexis): number {
  if (quote !== '`' && text.startsWith(quote.repeat(3), at)) return endBehind(text, quote.repeat(3), at + 3);
  if (quote === "'" && (isApostrophe(text, at) || (hasLifetimes && !isCharacter(text, at)))) return at + 1;
  for (let end = at + 1; end < text.length; end++) {
    const character = text[end];
    if (character === '\\') end++;
    else if (character === quote) return end + 1;
    // A quote that is not closed on its line is none, but in templates.
    else if (character === '\n' && quote !== '`') return at + 1;
  }
  return Number.POSITIVE_INFINITY;
}

const literalPrefix = /(?<![\p{L}\p{N}_])[rbfuLU]{1,2}$/iu;

/** In a word, such as don't; the letters of a prefixed literal are none. */
function isApostrophe(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 3), at);
  return /[\p{L}\p{N}_]$/u.test(before) && !literalPrefix.test(before);
}

function isCharacter(text: string, at: number): boolean {
  return /^'(?:\\[^\n']*|[^\\'\n]{1,2})'/.test(text.slice(at, at + 14));
}

/** A slash divides after a value and begins an expression elsewhere. */
function endOfRegularExpression(text: string, at: number): number {
  if (!/(?:^|[(,=:[!&|?{};+\n]|\breturn)\s*$/.test(text.slice(Math.max(0, at - 12), at))) return at + 1;
  const found = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//y;
  found.lastIndex = at;
  return found.test(text) ? found.lastIndex : at + 1;
}

function endBehind(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? Number.POSITIVE_INFINITY : at + end.length;
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

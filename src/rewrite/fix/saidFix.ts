// A fix that the problem's message says outright, such as "Did you mean 'width'?": no model is needed. Pure.
// Must not know prompts, nor which tool reports it.
import { distance } from 'fastest-levenshtein';
import type { TextRange } from '../../base/ranges.ts';

/** "Did you mean to use 'new'?" says what to do, and no name. */
const suggestion =
  /\b(?:did you mean(?! to (?!write\b))|similar name exists|perhaps you meant|meant to write)\b[^'"`‘“\n]*['"`‘“](?<name>[^'"`’”\s]+)['"`’”]/i;
const inclusion = /\bdid you mean to include ['"`‘“](?<word>\w+)['"`’”]/i;
const word = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;
const isWord = new RegExp(`^${word}$`, 'u');
const isName = new RegExp(`^(?:${word}(?:\\.|::))*[#@]?${word}[!?]?$`, 'u');
/** Two letters in each other's place are two. */
const maxEdits = 2;

/** The code with what is said in the place of what is reported; undefined where nothing is said that is sure enough. */
export function saidFix(
  code: string,
  { startOffset, endOffset }: TextRange,
  message: string,
): string | undefined {
  if (startOffset < 0 || endOffset > code.length) return undefined;
  const reported = code.slice(startOffset, endOffset);
  const put = (text: string) => code.slice(0, startOffset) + text + code.slice(endOffset);
  const included = inclusion.exec(message)?.groups?.['word'];
  if (included !== undefined)
    return /^[\p{L}_$(]/u.test(reported) ? put(`${included} ${reported}`) : undefined;
  const name = suggestion.exec(message)?.groups?.['name'];
  if (name === undefined || name === reported || !isWord.test(reported) || !isName.test(name))
    return undefined;
  return isLike(name, reported, code.slice(0, startOffset)) ? put(name) : undefined;
}

/** A slip, the same in other letters, or the same with where it belongs to, unless something stands there already. */
function isLike(name: string, reported: string, before: string): boolean {
  if (!/\.|::/.test(name)) return distance(name.toLowerCase(), reported.toLowerCase()) <= maxEdits;
  const isMember = /(?<!\.\.)(?:\.|::|->)\s*$/.test(before);
  return !isMember && name.split(/\.|::/).at(-1)?.replace(/^[#@]/, '') === reported;
}

// Where a word stands in a text, with the tokens of the lines around it. Pure and bounded.
// Must not know rules.
import { isWordCharacter, type Token, tokensOf } from '../edits/tokens.ts';

export interface Occurrence {
  readonly tokens: readonly Token[];
  /** Which of the tokens the word is. */
  readonly index: number;
}

/** Beyond these there is no list that anyone would go through. */
const maxOccurrences = 500;
/** Lines beyond this are not written by hand. */
const maxLineCharacters = 1000;

/** In the order of the text. Stops when `isTooLate` says so, and at a number that a list can have. */
export function* occurrencesOf(text: string, word: string, isTooLate: () => boolean): Generator<Occurrence> {
  let count = 0;
  let region = { startOffset: -1, endOffset: -1, tokens: [] as readonly Token[] };
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    if (isWordCharacter(text[at - 1]) || isWordCharacter(text[at + word.length])) continue;
    if (count++ >= maxOccurrences || isTooLate()) return;
    const startOffset = lineBefore(text, at);
    const endOffset = lineAfter(text, at);
    if (endOffset - startOffset > 3 * maxLineCharacters) continue;
    // A word that fills its lines is looked at once for all of them.
    if (region.startOffset !== startOffset || region.endOffset !== endOffset)
      region = { startOffset, endOffset, tokens: tokensOf(text, startOffset, endOffset) };
    const index = region.tokens.findIndex((token) => token.startOffset === at);
    if (index !== -1) yield { tokens: region.tokens, index };
  }
}

/** Where the line above the one of `offset` begins. */
function lineBefore(text: string, offset: number): number {
  const lineEnd = text.lastIndexOf('\n', offset - 1);
  return lineEnd <= 0 ? 0 : text.lastIndexOf('\n', lineEnd - 1) + 1;
}

/** Where the line below the one of `offset` ends. */
function lineAfter(text: string, offset: number): number {
  const lineEnd = text.indexOf('\n', offset);
  if (lineEnd === -1) return text.length;
  const next = text.indexOf('\n', lineEnd + 1);
  return next === -1 ? text.length : next;
}

// Text as tokens that mean the same in most languages: words, signs, and the space between them. Pure.
// Must not know grammars: strings and comments are words and signs here.

export interface Token {
  readonly text: string;
  readonly startOffset: number;
  readonly endOffset: number;
}

const tokenPattern = /[\p{L}\p{N}_$]+|=>|->|\?\.|::|\.\.\.|[=!<>]==?|&&|\|\||\?\?|[^\s\p{L}\p{N}_$]/gu;

/** Of `text` between two offsets, which must not lie inside a word. */
export function tokensOf(text: string, startOffset = 0, endOffset = text.length): Token[] {
  const part = text.slice(startOffset, endOffset);
  return [...part.matchAll(tokenPattern)].map((match) => {
    const start = startOffset + match.index;
    return { text: match[0], startOffset: start, endOffset: start + match[0].length };
  });
}

/** Letters, digits and what else a name is made of. */
export function isWord(text: string): boolean {
  return /^[\p{L}\p{N}_$]+$/u.test(text);
}

/** A word that does not begin as a number does. */
export function isName(text: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(text);
}

export function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && isWord(character);
}

export function areEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}

/** How many of two lists are equal from their beginning. */
export function commonBeginning(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count++;
  return count;
}

/** How many of two lists are equal up to their end. */
export function commonEnd(one: readonly string[], other: readonly string[], limit = Infinity): number {
  let count = 0;
  const most = Math.min(one.length, other.length, limit);
  while (count < most && one.at(-1 - count) === other.at(-1 - count)) count++;
  return count;
}

// Finds which closing brackets and quotes right of the cursor a text brings along itself. Pure.
// Knows brackets and quotes as most languages write them; must not know a language.

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const closers = new Set(Object.values(closerOf));
/** Of a type or a tag, where one is expected; elsewhere they compare, shift and point. */
const openingAngle = /<(?![\s=<\d])/y;
const closingAngle = /(?<![-=])>/y;
const quotes = new Set(['"', "'", '`']);

export interface MatchedClosers {
  /** How many closers, from the first one right of the cursor on, the text brings along. */
  readonly count: number;
  /** Offsets in the text: of the first of them, and behind the last. */
  readonly firstAt: number;
  readonly endAt: number;
}

/** The closers that `rest` begins with. */
export function leadingClosers(rest: string): string {
  return /^[)\]}>"'`]*/.exec(rest)?.[0] ?? '';
}

/**
 * Reads `text` as standing before `expected`. A closer in it that closes nothing opened in it closes what was open
 * at the cursor, and so is the next expected one; inside a string nothing but its quote counts.
 */
export function matchClosers(text: string, expected: string): MatchedClosers {
  const open: string[] = [];
  const isAngled = expected.includes('>');
  let count = 0;
  let firstAt = -1;
  let endAt = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    const innermost = open.at(-1);
    const next = innermost ?? expected[count];
    if (character === '\\') {
      at++;
    } else if (character === next && (character !== '>' || isAt(closingAngle, text, at))) {
      if (innermost !== undefined) {
        open.pop();
        continue;
      }
      if (count === 0) firstAt = at;
      count++;
      endAt = at + 1;
    } else if (next === undefined || !quotes.has(next)) {
      const isAngle = isAngled && isAt(openingAngle, text, at);
      const closer = isAngle ? '>' : closerOf[character];
      if (closer !== undefined) open.push(closer);
      else if (quotes.has(character) && !isApostrophe(text, at)) open.push(character);
      // One that closes something left of all that is expected: what comes after it is in another place.
      else if (closers.has(character) && innermost === undefined) break;
    }
  }
  return { count, firstAt, endAt };
}

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function isApostrophe(text: string, at: number): boolean {
  return text[at] === "'" && /\p{L}/u.test(text[at - 1] ?? '');
}

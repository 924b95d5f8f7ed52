// One argument out of what the model wrote into a call, where it is sure enough of it. Pure.
// Must not know models or languages.

export interface WrittenToken {
  readonly text: string;
  readonly probability: number;
}

/** A guess: it is to be fitted on the choosing half of `npm run bench -- edits --calls`. */
const minProbability = 0.3;
const maxCharacters = 80;
const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Up to where the argument ends; undefined when it is none, goes on in another line, or is not sure. */
export function filledArgument(tokens: readonly WrittenToken[]): string | undefined {
  const written = tokens.map(({ text }) => text).join('');
  const end = endOfArgument(written);
  const argument = end === undefined ? '' : written.slice(0, end).trim();
  if (argument === '' || argument.length > maxCharacters) return undefined;
  return probabilityOf(tokens, end ?? 0) < minProbability ? undefined : argument;
}

/** Undefined when a string, a bracket or the line ends before the argument does. */
function endOfArgument(text: string): number | undefined {
  const open: string[] = [];
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n') return open.length === 0 && quote === undefined ? at : undefined;
    if (character === '\\') at++;
    else if (quote !== undefined) quote = character === quote ? undefined : quote;
    else if ('"\'`'.includes(character)) quote = character;
    else if (closers[character] !== undefined) open.push(closers[character]);
    else if (character === open.at(-1)) open.pop();
    else if (')]},;'.includes(character) && open.length === 0) return at;
    else if (')]}'.includes(character)) return undefined;
  }
  return open.length === 0 && quote === undefined ? text.length : undefined;
}

/** Of all tokens that have a part in the first `end` characters. */
function probabilityOf(tokens: readonly WrittenToken[], end: number): number {
  let at = 0;
  let product = 1;
  for (const { text, probability } of tokens) {
    if (at >= end) break;
    product *= probability;
    at += text.length;
  }
  return product;
}

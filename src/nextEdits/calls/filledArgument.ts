// One argument out of what the model wrote into a call, where it is likely right. Pure.
// Must not know models or languages.

export interface WrittenToken {
  readonly text: string;
  readonly probability: number;
}

/** What it keeps away beside the rule of names was not measured. */
const minProbability = 0.3;
/** A name alone, and behind it the end of the argument. */
const nameAlone = /^\s*([\p{L}_$][\p{L}\p{N}_$]*)(?=\s*(?:[),\]};\n]|$))/u;

/**
 * Undefined when it is not a name alone, not sure, or called otherwise than the parameter: of twelve that were measured the
 * five that were called as it is were right, and no other.
 * @param parameter its tokens: a name, a type, and what stands between
 */
export function filledArgument(
  tokens: readonly WrittenToken[],
  parameter: readonly string[],
): string | undefined {
  const written = tokens.map(({ text }) => text).join('');
  const [upToEnd = '', name] = nameAlone.exec(written) ?? [];
  if (name === undefined || !parameter.includes(name)) return undefined;
  return probabilityOf(tokens, upToEnd.length) < minProbability ? undefined : name;
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

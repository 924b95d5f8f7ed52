// Where the arguments of a call stand, by brackets and commas. Pure.
// Must not know grammars, or what is done with them.
import type { Occurrence } from './occurrences.ts';

export interface CallArguments {
  /** Tokens, by index: the opening bracket and the commas between arguments. */
  readonly signs: readonly number[];
  /** The closing bracket. */
  readonly close: number;
  readonly count: number;
}

/** Of a name that is called; undefined when it is not, or when its brackets end further down than was read. */
export function argumentsOf({ tokens, index }: Occurrence): CallArguments | undefined {
  if (tokens[index + 1]?.text !== '(') return undefined;
  const signs = [index + 1];
  let depth = 0;
  for (let at = index + 2; at < tokens.length; at++) {
    const text = tokens[at]?.text ?? '';
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text) && depth > 0) depth--;
    else if (')]}'.includes(text)) return { signs, close: at, count: at === index + 2 ? 0 : signs.length };
    else if (text === ',' && depth === 0) signs.push(at);
  }
  return undefined;
}

/** The token before which another argument goes; undefined when there are fewer than that. */
export function tokenBeforeWhich(
  { signs, close }: CallArguments,
  { index, isBehindSign }: { readonly index: number; readonly isBehindSign: boolean },
): number | undefined {
  if (!isBehindSign) return signs[index + 1] ?? close;
  const sign = signs[index];
  return sign === undefined ? undefined : sign + 1;
}

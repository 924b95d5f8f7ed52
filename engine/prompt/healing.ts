// Token healing: which text is taken back from a prompt's end, and what a token does to forced bytes.
// Pure. Must not know the binding, layouts or stop rules.
import { concatBytes, startsWithBytes } from '../base/bytes.ts';

export interface HealedPrompt {
  /** Tokens that stay in the prompt. */
  readonly tokens: readonly number[];
  /** Bytes that the answer must begin with; empty when there is nothing to heal. */
  readonly forced: Uint8Array;
}

/** How much is taken back: nothing, the last token, or all tokens of the word that the cursor stands in. */
export type HealingReach = 'none' | 'token' | 'word';

/** A word cut into more tokens than this is not one that the model would write as one. */
const maxTakenBack = 4;

/**
 * Takes the end of the typed text back, so that the model may choose tokens that go on where the cursor cut a word in
 * two, and appends `forcedText` (the rest of an open suggestion list's item). Everything of `forcedText` is healed
 * rather than prefilled: it is a few bytes, and its own tokenization is not the model's choice either.
 */
export function healPrompt(
  typedTokens: readonly number[],
  bytesOf: (token: number) => Uint8Array | undefined,
  forcedText: string,
  reach: HealingReach,
): HealedPrompt {
  const takenBack: Uint8Array[] = [];
  const most = reach === 'none' ? 0 : maxTakenBack;
  while (takenBack.length < most) {
    const bytes = bytesOf(typedTokens[typedTokens.length - 1 - takenBack.length] ?? -1);
    if (bytes === undefined) break;
    const [next] = takenBack;
    if (next !== undefined && (reach === 'token' || !isInsideWord(bytes, next))) break;
    takenBack.unshift(bytes);
  }
  const tokens = typedTokens.slice(0, typedTokens.length - takenBack.length);
  return { tokens, forced: concatBytes([...takenBack, new TextEncoder().encode(forcedText)]) };
}

/** Whether a word goes on from the one piece into the other. */
function isInsideWord(before: Uint8Array, after: Uint8Array): boolean {
  return isWordByte(before.at(-1)) && isWordByte(after[0]);
}

/** ASCII letters, digits, `_` and `$`, and every byte of other scripts. */
export function isWordByte(byte: number | undefined): boolean {
  return byte !== undefined && (byte >= 0x80 || /[\w$]/.test(String.fromCharCode(byte)));
}

export interface ForcedStep {
  /** Bytes still forced after the token. */
  readonly remaining: Uint8Array;
  /** The token's bytes beyond the forced ones: text that the model added. */
  readonly added: Uint8Array;
}

/** What choosing a token of `bytes` leaves of `forced`; undefined when the token disagrees. */
export function stepForced(forced: Uint8Array, bytes: Uint8Array): ForcedStep | undefined {
  if (startsWithBytes(bytes, forced)) {
    return { remaining: new Uint8Array(0), added: bytes.subarray(forced.length) };
  }
  if (bytes.length > 0 && startsWithBytes(forced, bytes)) {
    return { remaining: forced.subarray(bytes.length), added: new Uint8Array(0) };
  }
  return undefined;
}

// Token healing: which text is taken back from a prompt's end, and what a token does to forced bytes.
// Pure. Must not know the binding, layouts or stop rules.
import { concatBytes, startsWithBytes } from './bytes.ts';

export interface HealedPrompt {
  /** Tokens that stay in the prompt. */
  readonly tokens: readonly number[];
  /** Bytes that the answer must begin with; empty when there is nothing to heal. */
  readonly forced: Uint8Array;
}

/**
 * Takes the last token back, so that the model may choose one that goes on where the cursor cut a word in two,
 * and appends `forcedText` (the rest of an open suggestion list's item). Everything of `forcedText` is healed
 * rather than prefilled: it is a few bytes, and its own tokenization is not the model's choice either.
 */
export function healPrompt(
  typedTokens: readonly number[],
  bytesOf: (token: number) => Uint8Array | undefined,
  forcedText: string,
): HealedPrompt {
  const forcedTail = new TextEncoder().encode(forcedText);
  const last = typedTokens.at(-1);
  const lastBytes = last === undefined ? undefined : bytesOf(last);
  if (lastBytes === undefined) return { tokens: typedTokens, forced: forcedTail };
  return { tokens: typedTokens.slice(0, -1), forced: concatBytes([lastBytes, forcedTail]) };
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

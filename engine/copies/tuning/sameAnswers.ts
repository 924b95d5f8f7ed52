// Compares what two vocabularies' models answered, token by token, as far as both can say the same. Pure.
// Must not know how answers are made.

/** A prompt's tokens and the likeliest ones after it, each by a name for its exact bytes. */
export interface ComparedAnswer {
  readonly prompt: readonly string[];
  readonly continuation: readonly string[];
}

export type Comparison =
  | { readonly kind: 'same'; readonly comparedTokens: number }
  | { readonly kind: 'different'; readonly prompt: string };

/**
 * Rows that stay give the same logits as before, so the tuned model chooses as the original did until that one
 * chose a token that was dropped; from there on both may rightly go their own ways.
 */
export function compareAnswers(
  originals: readonly ComparedAnswer[],
  tuned: readonly ComparedAnswer[],
  isKept: (token: string) => boolean,
): Comparison {
  let comparedTokens = 0;
  for (const [index, original] of originals.entries()) {
    const other = tuned[index];
    const isComparable = original.prompt.every((token) => isKept(token));
    if (!isComparable) continue;
    const firstDropped = original.continuation.findIndex((token) => !isKept(token));
    const expected =
      firstDropped === -1 ? original.continuation : original.continuation.slice(0, firstDropped);
    const isSame =
      isBeginning(original.prompt, other?.prompt) &&
      original.prompt.length === other?.prompt.length &&
      isBeginning(expected, other.continuation);
    if (!isSame) return { kind: 'different', prompt: original.prompt.join('') };
    comparedTokens += expected.length;
  }
  return { kind: 'same', comparedTokens };
}

function isBeginning(beginning: readonly string[], whole: readonly string[] = []): boolean {
  return beginning.every((token, index) => token === whole[index]);
}

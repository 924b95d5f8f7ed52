// What followed the same tokens elsewhere in the code at hand: a cache language model over tokens. Pure.
// Knows token ids only; must not know models, the KV cache or where the code comes from.

/** The longest run of tokens that ends here and stood elsewhere too, and what followed it there. */
export interface NgramPrediction {
  /** Tokens that agree, counted back from the end. */
  readonly matchedTokens: number;
  /** How often each token followed; places that agree for as long only. */
  readonly counts: ReadonlyMap<number, number>;
  readonly total: number;
}

/** Longer agreements say nothing more, and cost time. */
const maxMatchedTokens = 16;
const minMatchedTokens = 2;
/** A pair that stands everywhere would be walked at every token. */
const maxPlaces = 256;
/** Ids are below this, so that a pair is one exact number. */
const idLimit = 2 ** 20;
const separator = -1;

/**
 * An index over reference texts, as token lists. After Kuhn and De Mori's cache model (1990), which Hellendoorn
 * and Devanbu (2017) found to matter most for source code: names repeat where they were introduced.
 */
export class LocalNgrams {
  private readonly tokens: number[] = [];
  private readonly places = new Map<number, number[]>();

  add(tokens: readonly number[]): void {
    this.tokens.push(separator);
    for (const token of tokens) {
      const previous = this.tokens.at(-1) ?? separator;
      this.tokens.push(token);
      if (previous === separator) continue;
      const key = pairKey(previous, token);
      const places = this.places.get(key);
      if (places === undefined) this.places.set(key, [this.tokens.length]);
      else places.push(this.tokens.length);
    }
  }

  /** Of the tokens that may follow `tail`; undefined when its last two stood nowhere. */
  predict(tail: readonly number[]): NgramPrediction | undefined {
    const last = tail.at(-1);
    const previous = tail.at(-2);
    if (last === undefined || previous === undefined) return undefined;
    const places = this.places.get(pairKey(previous, last)) ?? [];
    let longest = minMatchedTokens;
    let counts = new Map<number, number>();
    // The newest places first: where there are too many, those nearest to the end of what was added count.
    for (let index = places.length - 1; index >= Math.max(0, places.length - maxPlaces); index--) {
      const place = places[index] ?? 0;
      const next = this.tokens[place];
      if (next === undefined || next === separator) continue;
      const matched = this.matchedAt(place, tail);
      if (matched > longest) {
        longest = matched;
        counts = new Map();
      }
      if (matched === longest) counts.set(next, (counts.get(next) ?? 0) + 1);
    }
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return total === 0 ? undefined : { matchedTokens: longest, counts, total };
  }

  private matchedAt(place: number, tail: readonly number[]): number {
    let matched = minMatchedTokens;
    while (
      matched < maxMatchedTokens &&
      matched < tail.length &&
      this.tokens[place - 1 - matched] === tail[tail.length - 1 - matched]
    ) {
      matched++;
    }
    return matched;
  }
}

function pairKey(first: number, second: number): number {
  return first * idLimit + second;
}

// What followed the same tokens elsewhere in the code at hand: a cache language model over tokens. Pure.
// Knows token ids only; must not know models, the KV cache or where the code comes from.

/** The longest run of tokens that ends here and stood elsewhere too, and what followed it there. */
export interface NgramPrediction {
  /** Tokens that agree, counted back from the end. */
  readonly matchedTokens: number;
  /** How often each token followed, at the places that agree for as long. */
  readonly counts: ReadonlyMap<number, number>;
  readonly total: number;
}

/** Longer agreements say nothing more, and cost time. */
const maxMatchedTokens = 16;
const minMatchedTokens = 2;
/** A pair that stands everywhere would be walked at every token. */
const maxPlaces = 256;
/** Between texts that do not follow each other: nothing is predicted across it. */
export const separator = -1;
/** Ids are below this, so that a pair is one exact number. */
const idLimit = 2 ** 20;

/**
 * An index over a text's tokens. After Kuhn and De Mori's cache model (1990), which Hellendoorn
 * and Devanbu (2017) found to matter most for source code: names repeat where they were introduced.
 */
export class LocalNgrams {
  private readonly tokens: readonly number[];
  /** Where each pair of tokens was followed by another. */
  private readonly places = new Map<number, number[]>();

  constructor(tokens: readonly number[]) {
    this.tokens = tokens;
    let first = separator;
    let second = separator;
    for (const [place, next] of tokens.entries()) {
      if (first !== separator && second !== separator && next !== separator) this.note(first, second, place);
      first = second;
      second = next;
    }
  }

  /** Of the tokens that may follow `tail` and are `accepted`; undefined when there are none. */
  predict(tail: readonly number[], accepts: (token: number) => boolean): NgramPrediction | undefined {
    const last = tail.at(-1);
    const previous = tail.at(-2);
    if (last === undefined || previous === undefined) return undefined;
    const places = this.places.get(pairKey(previous, last)) ?? [];
    let longest = minMatchedTokens;
    let counts = new Map<number, number>();
    for (const place of places.slice(-maxPlaces)) {
      const next = this.tokens[place];
      if (next === undefined || !accepts(next)) continue;
      const matched = this.matchedAt(place, tail);
      if (matched < longest) continue;
      if (matched > longest) counts = new Map();
      longest = matched;
      counts.set(next, (counts.get(next) ?? 0) + 1);
    }
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return total === 0 ? undefined : { matchedTokens: longest, counts, total };
  }

  private note(first: number, second: number, place: number): void {
    const key = pairKey(first, second);
    const places = this.places.get(key);
    if (places === undefined) this.places.set(key, [place]);
    else places.push(place);
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

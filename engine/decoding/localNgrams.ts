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
/** Slots for a place, at the least: a table that is fuller is searched for longer. */
const slotsPerPlace = 1.5;
const none = -1;

/**
 * An index over a text's tokens, about 17 bytes for each. After Kuhn and De Mori's cache model (1990), which Hellendoorn
 * and Devanbu (2017) found to matter most for source code: names repeat where they were introduced.
 */
export class LocalNgrams {
  private readonly tokens: Int32Array;
  /** By hash of a pair of tokens, the last place where it was followed by another. */
  private readonly lastPlaces: Int32Array;
  /** By place, the one before it that follows the same pair. */
  private readonly placesBefore: Int32Array;

  constructor(tokens: readonly number[]) {
    this.tokens = Int32Array.from(tokens);
    this.placesBefore = new Int32Array(tokens.length).fill(none);
    const slots = 2 ** Math.ceil(Math.log2(Math.max(2, slotsPerPlace * tokens.length)));
    this.lastPlaces = new Int32Array(slots).fill(none);
    let first = separator;
    let second = separator;
    for (const [place, next] of this.tokens.entries()) {
      if (first !== separator && second !== separator && next !== separator) this.note(first, second, place);
      first = second;
      second = next;
    }
  }

  get bytes(): number {
    return this.tokens.byteLength + this.lastPlaces.byteLength + this.placesBefore.byteLength;
  }

  /** Of the tokens that may follow `tail` and are `accepted`; undefined when there are none. */
  predict(tail: readonly number[], accepts: (token: number) => boolean): NgramPrediction | undefined {
    const last = tail.at(-1);
    const previous = tail.at(-2);
    if (last === undefined || previous === undefined) return undefined;
    let longest = minMatchedTokens;
    let counts = new Map<number, number>();
    for (const place of this.placesAfter(previous, last)) {
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
    const slot = this.slotOf(first, second);
    this.placesBefore[place] = this.lastPlaces[slot] ?? none;
    this.lastPlaces[slot] = place;
  }

  /** The last ones, in the order of the text. */
  private placesAfter(first: number, second: number): readonly number[] {
    const places: number[] = [];
    let place = this.lastPlaces[this.slotOf(first, second)] ?? none;
    while (place !== none && places.length < maxPlaces) {
      places.push(place);
      place = this.placesBefore[place] ?? none;
    }
    return places.toReversed();
  }

  /** That of the pair, or the free one where it would stand. */
  private slotOf(first: number, second: number): number {
    const mask = this.lastPlaces.length - 1;
    let slot = hashOf(first, second) & mask;
    for (;;) {
      const place = this.lastPlaces[slot] ?? none;
      if (place === none) return slot;
      if (this.tokens[place - 2] === first && this.tokens[place - 1] === second) return slot;
      slot = (slot + 1) & mask;
    }
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

/** Both halves by odd numbers that spread them, and the upper bits folded down. */
function hashOf(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77);
  return mixed ^ (mixed >>> 15);
}

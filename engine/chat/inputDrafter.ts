// Guesses what an answer goes on with from a text that it mostly repeats (prompt lookup decoding). Pure.
// Knows token ids only; a guess costs nothing but time, because the model checks each token of it.

/**
 * How many tokens are guessed after so many that agree, longest agreement first. llama.cpp's kernels work on rows of
 * four, of which the token that is evaluated anyway takes one. A batch of 4, 8 and 16 costs as much as 1.6–1.8,
 * 2.3–2.6 and 2.9–4.2 single tokens (measured on 2 cores, with 1 and 2 threads); of the rules between those costs and
 * the answers to 15 rewrite tasks these did best.
 */
const draftRules = [
  { matched: 8, draft: 15 },
  { matched: 4, draft: 7 },
  { matched: 2, draft: 3 },
];
/** An answer that was made to begin like the text is as good as one that agreed in so many tokens. */
const startMatch = 4;
const minMatch = 2;
const maxMatch = 16;

export class InputDrafter {
  private readonly source: readonly number[];
  /** Where in `source` the answer stands, as far as it is known. */
  private place = 0;
  /** Tokens before `place` that the answer repeated without a gap. */
  private matched: number;
  /** How far in `source` the answer has come. */
  private furthest = 0;
  /** Whether the last token is one of the source that the answer had not come to before. */
  isAhead = false;

  /** @param isAtStart whether the answer begins where `source` begins */
  constructor(source: readonly number[], isAtStart: boolean) {
    this.source = source;
    this.matched = isAtStart ? startMatch : 0;
  }

  /** Hears every token of the answer, with all that came before it. */
  follow(answer: readonly number[]): void {
    const token = answer.at(-1);
    if (this.matched > 0 && this.source[this.place] === token) {
      this.place++;
      this.matched++;
    } else {
      const found = this.find(answer);
      this.matched = found?.matched ?? 0;
      this.place = found?.place ?? this.place;
    }
    this.isAhead = this.matched > 0 && this.place > this.furthest;
    if (this.isAhead) this.furthest = this.place;
  }

  /** Tokens that probably come next. */
  draft(): readonly number[] {
    const length = draftRules.find(({ matched }) => this.matched >= matched)?.draft ?? 0;
    return this.source.slice(this.place, this.place + length);
  }

  /** The longest agreement with the answer's end; among equals the nearest one behind where the answer stood. */
  private find(answer: readonly number[]): { readonly place: number; readonly matched: number } | undefined {
    let best: { place: number; matched: number } | undefined;
    for (let end = 1; end <= this.source.length; end++) {
      const matched = this.agreement(end, answer);
      if (matched < minMatch) continue;
      const isBetter =
        best === undefined ||
        matched > best.matched ||
        (matched === best.matched && this.distance(end) < this.distance(best.place));
      if (isBetter) best = { place: end, matched };
    }
    return best;
  }

  private agreement(end: number, answer: readonly number[]): number {
    let matched = 0;
    const limit = Math.min(maxMatch, end, answer.length);
    while (matched < limit && this.source[end - 1 - matched] === answer[answer.length - 1 - matched])
      matched++;
    return matched;
  }

  /** Answers go forward: what lies behind counts double. */
  private distance(place: number): number {
    return place >= this.place ? place - this.place : 2 * (this.place - place);
  }
}

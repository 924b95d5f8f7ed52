// Joins the model's candidates with the names of which one must stand at the cursor, as a language server lists them: a
// token that no listed name goes on with loses probability to those that one does. Pure.
// Knows bytes, tokens and probabilities; must not know who lists names, text of documents or the KV cache.
import { concatBytes } from '../base/bytes.ts';
import type { Candidate, Vocabulary } from '../llama/backend.ts';
import { isWordByte, stepForced } from '../prompt/healing.ts';
import { SortedNames } from './sortedNames.ts';

/** How far a list is believed. */
export interface NameBelief {
  /** What is left of the probability of a token that contradicts the list, 0 to 1. */
  readonly kept: number;
  /** With less than this on listed names together the model means something that the list cannot know. */
  readonly leastListed: number;
}

export const defaultNameBelief: NameBelief = { kept: 0.02, leastListed: 1e-4 };

type Agreement = 'listed' | 'contradicts' | 'elsewhere';

/** Where a name is being written: follows the bytes of the answer until the name ends. */
export class NameGuide {
  private readonly names: SortedNames;
  private readonly belief: NameBelief;
  /** The name as far as it is written. */
  private readonly written: Uint8Array;

  /** @param listed all names that can stand there; @param typed what of the name stands before the cursor */
  static of(listed: readonly string[], typed: string, belief: NameBelief): NameGuide | undefined {
    const names = new SortedNames(listed);
    const written = new TextEncoder().encode(typed);
    // What is typed is given: where no name begins so, the list knows nothing of it.
    if (!names.hasBeginning(written)) return undefined;
    return new NameGuide(names, written, belief);
  }

  private constructor(names: SortedNames, written: Uint8Array, belief: NameBelief) {
    this.names = names;
    this.written = written;
    this.belief = belief;
  }

  /** Whether an answer begins with a name that does not exist. @param isOpen it may end inside a name */
  isContradictedBy(answer: string, isOpen: boolean): boolean {
    if (answer === '') return false;
    const bytes = new TextEncoder().encode(answer);
    const end = bytes.findIndex((byte) => !isWordByte(byte));
    const name = concatBytes([this.written, end === -1 ? bytes : bytes.subarray(0, end)]);
    if (name.length === 0) return false;
    return isOpen && end === -1 ? !this.names.hasBeginning(name) : !this.names.has(name);
  }

  /** Behind text that was added to the answer; undefined once the name is over, or is none that is listed. */
  after(added: Uint8Array): NameGuide | undefined {
    if (added.some((byte) => !isWordByte(byte))) return undefined;
    const written = concatBytes([this.written, added]);
    return this.names.hasBeginning(written) ? new NameGuide(this.names, written, this.belief) : undefined;
  }

  /**
   * Candidates likeliest first, with what contradicting ones lost given to listed ones. Those where no name begins keep
   * what they have, as do all where the model hardly believes in a listed one.
   * @param forced bytes that the next tokens must begin with; what disagrees with them is left as it is
   */
  weigh(
    candidates: readonly Candidate[],
    tokenBytes: Vocabulary['tokenBytes'],
    forced: Uint8Array,
  ): readonly Candidate[] {
    const agreements = candidates.map(({ token }) => this.agreement(tokenBytes[token], forced));
    const sums = { listed: 0, contradicts: 0, elsewhere: 0 };
    for (const [index, agreement] of agreements.entries())
      sums[agreement] += candidates[index]?.probability ?? 0;
    const { kept, leastListed } = this.belief;
    if (sums.contradicts === 0 || sums.listed < leastListed * (sums.listed + sums.contradicts))
      return candidates;
    const factors = {
      listed: 1 + ((1 - kept) * sums.contradicts) / sums.listed,
      contradicts: kept,
      elsewhere: 1,
    };
    return candidates
      .map(({ token, probability }, index) => ({
        token,
        probability: probability * factors[agreements[index] ?? 'elsewhere'],
      }))
      .toSorted((a, b) => b.probability - a.probability);
  }

  private agreement(bytes: Uint8Array | undefined, forced: Uint8Array): Agreement {
    // A control token ends the answer, and with it the name.
    const step =
      bytes === undefined ? { remaining: forced, added: new Uint8Array(0) } : stepForced(forced, bytes);
    if (step === undefined) return 'elsewhere';
    if (step.remaining.length > 0) return bytes === undefined ? 'elsewhere' : 'listed';
    const end = step.added.findIndex((byte) => !isWordByte(byte));
    const isEnding = end !== -1 || bytes === undefined;
    const word = concatBytes([this.written, end === -1 ? step.added : step.added.subarray(0, end)]);
    if (word.length === 0) return 'elsewhere';
    const isListed = isEnding ? this.names.has(word) : this.names.hasBeginning(word);
    return isListed ? 'listed' : 'contradicts';
  }
}

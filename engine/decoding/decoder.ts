// The token loop: greedy choice, healing, stop rules, text from exact bytes.
// Works on an evaluated prompt; must not know documents, layouts or who asked.

import type { KvCache } from '../computing/kvCache.ts';
import type { JobTurn } from '../computing/scheduler.ts';
import type { Candidate, CandidateRequest, Vocabulary } from '../llama/backend.ts';
import { stepForced } from '../prompt/healing.ts';
import type { ByteTrie } from './byteTrie.ts';
import { type CopySources, draft, mixCandidates, predictNext } from './copyModel.ts';
import { type DecodedToken, type DecodeResult, GrowingAnswer } from './growingAnswer.ts';
import type { NameGuide } from './nameGuide.ts';
import type { StopLimits } from './stopRules.ts';

/** Likeliest tokens read for healing: beyond these only the trie helps. Reading up to 2,000 costs nothing. */
const healingCandidates = 2000;
/** Enough for a probability that is normalised over nearly all of the mass. */
const plainCandidates = 256;

export interface DecodeStart {
  readonly sequence: number;
  readonly candidates: readonly Candidate[];
  readonly forced: Uint8Array;
  /** Asked at every token: who waits for a run may change. */
  readonly limits: () => StopLimits;
  /** Tokens that the sequence still holds room for. */
  readonly roomTokens: number;
  /** The prompt's last tokens: what n-grams are looked up by. */
  readonly tail: readonly number[];
  readonly copySources: CopySources;
  /** Where a name is written at the answer's beginning and names are known. */
  readonly guide?: NameGuide | undefined;
  /** Choices that were made already and are evaluated; the answer begins with them. */
  readonly made: readonly DecodedToken[];
}

/** Tokens that were evaluated as a guess, each with what follows it. */
type Drafted = readonly { readonly token: number; readonly candidates: readonly Candidate[] }[];

/** What to read behind a prompt whose answer must begin with `forced`. */
export function candidateRequest(forced: Uint8Array): CandidateRequest {
  return forced.length > 0
    ? { count: healingCandidates, boosted: [], forced }
    : { count: plainCandidates, boosted: [] };
}

export class Decoder {
  private readonly cache: KvCache;
  private readonly vocabulary: Vocabulary;
  private readonly trie: ByteTrie;

  constructor(cache: KvCache, vocabulary: Vocabulary, trie: ByteTrie) {
    this.cache = cache;
    this.vocabulary = vocabulary;
    this.trie = trie;
  }

  /** `onText` hears the text after every token; it must not keep the decoder waiting. */
  async decode(start: DecodeStart, turn: JobTurn, onText: (text: string) => void): Promise<DecodeResult> {
    try {
      return await this.decodeOn(start, turn, onText);
    } finally {
      await this.cache.settle(start.sequence);
    }
  }

  private async decodeOn(
    start: DecodeStart,
    turn: JobTurn,
    onText: (text: string) => void,
  ): Promise<DecodeResult> {
    const answer = new GrowingAnswer(start.limits);
    let { candidates, forced, tail, guide } = start;
    for (const choice of start.made) {
      guide = guide?.after(choice.added);
      const finish = answer.add(choice);
      if (finish !== undefined) return answer.end(finish);
    }
    let drafted: Drafted = [];
    for (;;) {
      const mixed = this.mix(candidates, forced, start.copySources, tail);
      const weighed = guide?.weigh(mixed, this.vocabulary.tokenBytes, forced) ?? mixed;
      const [choice, runnerUp] = await this.choose(start.sequence, weighed, forced);
      if (choice === undefined) {
        // Without candidates the call was interrupted, and the turn says why.
        const stopped = await turn.next();
        return answer.end(stopped === undefined ? 'endOfText' : { stopped });
      }
      if (runnerUp !== undefined) answer.note(runnerUp, runnerUp.probability / choice.probability);
      const finish = answer.add(choice);
      onText(answer.text);
      if (finish !== undefined) return answer.end(finish);
      forced = choice.remaining;
      guide = guide?.after(choice.added);
      tail = [...tail, choice.token];
      const [expected, ...others] = drafted;
      if (expected?.token === choice.token) {
        candidates = expected.candidates;
        drafted = others;
        continue;
      }
      if (answer.count >= start.roomTokens) return answer.end('contextFull');
      const stopped = await turn.next();
      if (stopped !== undefined) return answer.end({ stopped });
      await this.cache.dropLast(start.sequence, drafted.length);
      const guess =
        forced.length > 0 || !this.cache.checksGuesses
          ? []
          : draft(start.copySources, tail).slice(0, start.roomTokens - answer.count - 1);
      [candidates, drafted] = await this.read(start.sequence, choice.token, guess, forced);
    }
  }

  /** Evaluates a chosen token, and with it a guess of what follows. */
  private async read(
    sequence: number,
    token: number,
    guess: readonly number[],
    forced: Uint8Array,
  ): Promise<[readonly Candidate[], Drafted]> {
    const request = candidateRequest(forced);
    if (guess.length === 0) return [await this.cache.append(sequence, [token], request), []];
    const [first = [], ...behind] = await this.cache.appendEach(sequence, [token, ...guess], request);
    return [first, guess.map((guessed, index) => ({ token: guessed, candidates: behind[index] ?? [] }))];
  }

  private mix(
    candidates: readonly Candidate[],
    forced: Uint8Array,
    sources: CopySources,
    tail: readonly number[],
  ): readonly Candidate[] {
    const agrees = (token: number) => {
      const bytes = this.vocabulary.tokenBytes[token];
      return bytes !== undefined && stepForced(forced, bytes) !== undefined;
    };
    return mixCandidates(candidates, predictNext(sources, tail, forced.length > 0 ? agrees : undefined));
  }

  private async choose(
    sequence: number,
    candidates: readonly Candidate[],
    forced: Uint8Array,
  ): Promise<readonly DecodedToken[]> {
    const choices = this.likeliest(candidates, forced);
    if (choices.length > 0 || forced.length === 0 || candidates.length === 0) return choices;
    const boosted = this.trie.agreeing(forced);
    if (boosted.length === 0) return [];
    const reread = await this.cache.rereadLast(sequence, { count: healingCandidates, boosted });
    const rescued = this.likeliest(reread, forced).slice(0, 1);
    // Whoever tells few tokens had no room for these, whose odds among themselves are told all the same.
    if (this.cache.keepsOddsOfBoosted) return rescued;
    // Boosting makes the agreeing tokens look certain; how far behind they were is what the confidence must say.
    return rescued.map((choice) => ({ ...choice, probability: 0 }));
  }

  /** The two likeliest tokens that agree with the forced bytes; none where the answer ends. */
  private likeliest(candidates: readonly Candidate[], forced: Uint8Array): readonly DecodedToken[] {
    const best: DecodedToken[] = [];
    let agreeingProbability = 0;
    for (const { token, probability } of candidates) {
      const bytes = this.vocabulary.tokenBytes[token];
      if (bytes === undefined) {
        if (forced.length === 0 && best.length === 0) return [];
        continue;
      }
      const step = stepForced(forced, bytes);
      if (step === undefined) continue;
      agreeingProbability += probability;
      if (best.length < 2) best.push({ token, probability, ...step });
      if (forced.length === 0 && best.length === 2) return best;
    }
    // The forced text is given, so what counts is the choice among the tokens that agree with it.
    if (forced.length === 0) return best;
    return best.map((choice) => ({ ...choice, probability: choice.probability / agreeingProbability }));
  }
}

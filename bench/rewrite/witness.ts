// Stands between the decoder and the model and remembers what each batch held likeliest behind each token, so that an
// answer can be checked against what the model said. Must not know how answers are made.
import type { Candidate, CandidateRequest, InferenceBackend } from '../../engine/llama/backend.ts';

export class Witness {
  /** To be used in place of the model. */
  readonly backend: InferenceBackend;
  /** By sequence: the likeliest token behind each position, as the batch had it that evaluated that position last. */
  private readonly likeliest = new Map<number, (number | undefined)[]>();

  constructor(model: InferenceBackend) {
    const { vocabulary, shape, family, canChat, sequences, tokensPerSequence, threads } = model;
    this.backend = {
      vocabulary,
      shape,
      family,
      canChat,
      sequences,
      tokensPerSequence,
      threads,
      keepFirst: async (sequence, count) => {
        this.at(sequence).splice(count);
        await model.keepFirst(sequence, count);
      },
      evaluate: async (
        sequence: number,
        tokens: readonly number[],
        request: CandidateRequest | undefined,
      ) => {
        const follows = await model.evaluate(sequence, tokens, request);
        const before = tokens.slice(1).map(() => undefined);
        this.at(sequence).push(...before, likeliestOf(follows));
        return follows;
      },
      evaluateEach: async (sequence: number, tokens: readonly number[], request: CandidateRequest) => {
        const follows = await model.evaluateEach(sequence, tokens, request);
        this.at(sequence).push(...follows.map(likeliestOf));
        return follows;
      },
      measureSpeed: () => model.measureSpeed(),
      openContext: (size) => model.openContext(size),
      dispose: () => model.dispose(),
    };
  }

  /** Whether each token of an answer was the likeliest of the batch that evaluated the token before it. */
  confirms(sequence: number, promptTokens: number, answer: readonly number[]): boolean {
    const seen = this.at(sequence);
    return answer.every((token, index) => seen[promptTokens + index - 1] === token);
  }

  private at(sequence: number): (number | undefined)[] {
    const seen = this.likeliest.get(sequence) ?? [];
    this.likeliest.set(sequence, seen);
    return seen;
  }
}

/** Looks for itself: what the decoder takes is what is checked. */
function likeliestOf(candidates: readonly Candidate[]): number | undefined {
  return candidates.reduce<Candidate | undefined>(
    (best, candidate) => (best === undefined || candidate.probability > best.probability ? candidate : best),
    undefined,
  )?.token;
}

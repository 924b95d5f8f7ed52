// How likely a model finds each token of a line that is given to it. Pure.
// Must not know models, prompts or how candidates are had.
import type { Candidate } from '../../../engine/llama/backend.ts';
import { stepForced } from '../../../engine/prompt/healing.ts';

/** What a model says at one token of the true line. */
export interface TokenScore {
  /** Negative logarithm of the true token's probability, in nats. */
  readonly nats: number;
  readonly isLikeliest: boolean;
  /** The likeliest tokens with their probabilities, for the distance to another model's. */
  readonly likeliest: readonly Candidate[];
}

/** Beyond these the rest of a distribution counts as one. */
const keptCandidates = 48;

/**
 * `candidates` are likeliest first. While bytes are forced, tokens that disagree with them do not count, as in
 * decoding. A token that is not among the candidates counts as the last of them. The line's last token may be one that
 * the line's end is part of, such as `{` with it.
 */
export function scoreToken(
  candidates: readonly Candidate[],
  token: number,
  forced: Uint8Array,
  bytesOf: (token: number) => Uint8Array | undefined,
  isLast = false,
): TokenScore {
  const allowed =
    forced.length === 0 ? candidates : candidates.filter((candidate) => agrees(candidate.token));
  const total = allowed.reduce((sum, { probability }) => sum + probability, 0);
  const least = candidates.at(-1)?.probability ?? 1;
  const found =
    allowed
      .filter((candidate) => isTrue(candidate.token))
      .reduce((sum, { probability }) => sum + probability, 0) || least;
  const likeliest = allowed
    .slice(0, keptCandidates)
    .map((candidate) => ({ token: candidate.token, probability: candidate.probability / total }));
  return {
    nats: -Math.log(found / Math.max(total, found)),
    isLikeliest: allowed[0] !== undefined && isTrue(allowed[0].token),
    likeliest,
  };

  function isTrue(candidate: number): boolean {
    if (candidate === token) return true;
    const [bytes, wanted] = [bytesOf(candidate), bytesOf(token)];
    if (!isLast || bytes === undefined || wanted === undefined) return false;
    return (
      wanted.every((byte, index) => bytes[index] === byte) && /^\r?\n/.test(textFrom(bytes, wanted.length))
    );
  }

  function agrees(candidate: number): boolean {
    const bytes = bytesOf(candidate);
    return bytes !== undefined && stepForced(forced, bytes) !== undefined;
  }
}

function textFrom(bytes: Uint8Array, start: number): string {
  return new TextDecoder().decode(bytes.subarray(start));
}

/** What is still forced before each of the tokens. */
export function forcedBefore(
  tokens: readonly number[],
  forced: Uint8Array,
  bytesOf: (token: number) => Uint8Array | undefined,
): readonly Uint8Array[] {
  let remaining = forced;
  return tokens.map((token) => {
    const before = remaining;
    remaining = stepForced(remaining, bytesOf(token) ?? new Uint8Array(0))?.remaining ?? new Uint8Array(0);
    return before;
  });
}

/** Less than any candidate that a model lists. */
const unlistedProbability = 1e-7;

/** Kullback-Leibler divergence of `model` from `reference` in nats, what neither lists taken together. */
export function divergence(reference: readonly Candidate[], model: readonly Candidate[]): number {
  const listed = new Map(model.map(({ token, probability }) => [token, probability]));
  let sum = 0;
  let referenceRest = 1;
  let modelRest = 1;
  for (const { token, probability } of reference) {
    const other = listed.get(token) ?? unlistedProbability;
    if (probability > 0) sum += probability * Math.log(probability / other);
    referenceRest -= probability;
    modelRest -= other;
  }
  if (referenceRest > unlistedProbability)
    sum += referenceRest * Math.log(referenceRest / Math.max(modelRest, unlistedProbability));
  return sum;
}

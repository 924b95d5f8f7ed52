// What the gate's score would have to be moved by in a language and at a kind of place, shrunk towards nothing: few samples
// move it little. Pure.

export interface ScoredSample {
  /** As the gate has it: the logarithm of the odds. */
  readonly score: number;
  readonly isRight: boolean;
  /** Each group moves the score by itself. */
  readonly groups: readonly string[];
}

/** A group of this many samples of even odds is moved halfway to where it would be by itself. */
const priorSamples = 40;
const rounds = 20;

/** By coordinate-wise Newton steps of the penalised likelihood. */
export function fitOffsets(samples: readonly ScoredSample[]): Readonly<Record<string, number>> {
  const groups = [...new Set(samples.flatMap((sample) => sample.groups))].toSorted();
  const offsets: Record<string, number> = Object.fromEntries(groups.map((group) => [group, 0]));
  const penalty = priorSamples / 4;
  for (let round = 0; round < rounds; round++) {
    for (const group of groups) {
      const own = samples.filter((sample) => sample.groups.includes(group));
      const likelihoods = own.map(({ score, groups: all }) =>
        sigmoid(all.reduce((sum, name) => sum + (offsets[name] ?? 0), score)),
      );
      const offset = offsets[group] ?? 0;
      const slope = own.reduce((sum, { isRight }, at) => sum + Number(isRight) - (likelihoods[at] ?? 0), 0);
      const curvature = likelihoods.reduce((sum, likelihood) => sum + likelihood * (1 - likelihood), penalty);
      offsets[group] = offset + (slope - penalty * offset) / curvature;
    }
  }
  return offsets;
}

export function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

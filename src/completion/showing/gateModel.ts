// What the gate learned: how likely a suggestion's first line is right, by what can be seen of it.
// Pure data. From 4,057 samples of 86 runs in the first half of the recording; `npm run bench -- calibrate` learns it anew.

/** In the order of `featuresOf`. */
export const gateWeights: readonly number[] = [1.082, 0.251, 0.102, 0.482, -0.044, -0.191];
export const gateIntercept = 1.109;

/** Which share of what is shown must be expected to be right: to somebody who types, and to somebody who waits. */
export const leastLikelihoods = {
  quiet: { typing: 0.66, waiting: 0.55 },
  balanced: { typing: 0.62, waiting: 0.4 },
  eager: { typing: 0.5, waiting: 0.25 },
} as const;

// What the gate learned: how likely a suggestion's first line is right, by what can be seen of it.
// Pure data, written by `npm run bench -- calibrate`, which says how.

/** In the order of `featuresOf`. */
export const gateWeights: readonly number[] = [1.082, 0.251, 0.102, 0.482, -0.044, -0.191];
export const gateIntercept = 1.109;

/** Which share of what is shown must be expected to be right. */
export const leastLikelihoods = { quiet: 0.65, balanced: 0.55, eager: 0.42 } as const;

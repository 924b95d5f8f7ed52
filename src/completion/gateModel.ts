// What the gate learned: how likely a suggestion's first line is right, by what can be seen of it.
// Pure data, written by `npm run bench -- calibrate`, which says how.

/** In the order of `featuresOf`. */
export const gateWeights: readonly number[] = [0.8, 0.2, 0.1, 0.05, -0.2];
export const gateIntercept = 0.3;

/** Which share of what is shown must be expected to be right. */
export const leastLikelihoods = { quiet: 0.7, balanced: 0.4, eager: 0.2 } as const;

// What the gate learned: how likely a suggestion's first line is right, by what can be seen of it.
// Pure data, written by `npm run bench -- calibrate`, which says how.

/** In the order of `featuresOf`. */
export const gateWeights: readonly number[] = [0.352, 1.641, -0.394];
export const gateIntercept = 1.315;

/** Which share of what is shown must be expected to be right. */
export const leastLikelihoods = { quiet: 0.62, balanced: 0.5, eager: 0.32 } as const;

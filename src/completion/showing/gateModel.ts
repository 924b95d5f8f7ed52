// What the gate learned: how likely what is shown is right, by what can be seen of it. Another feature is a name here, its
// value in `featuresOf`, and a weight that is learned.
// Pure data. From 4,057 samples of 86 runs in the first half of the recording; `npm run bench -- calibrate` learns it anew.

export const gateFeatures = [
  'all',
  'least',
  'endOfLine',
  'endOfBeginning',
  'isBeginning',
  'unknownNames',
] as const;
export type GateFeatures = Readonly<Record<(typeof gateFeatures)[number], number>>;

export const gateWeights: GateFeatures = {
  all: 1.082,
  least: 0.251,
  endOfLine: 0.102,
  endOfBeginning: 0.482,
  isBeginning: -0.044,
  unknownNames: -0.191,
};
export const gateIntercept = 1.109;

/** Which share of what is shown must be expected to be right: to somebody who types, and to somebody who waits. */
export const leastLikelihoods = {
  quiet: { typing: 0.66, waiting: 0.55 },
  balanced: { typing: 0.62, waiting: 0.4 },
  eager: { typing: 0.5, waiting: 0.25 },
} as const;

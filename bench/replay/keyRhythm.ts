// When keys are struck: the recording has whole seconds only, so the gaps are drawn from a seed. Pure.
import type { Random } from '../evaluation/random.ts';

/** About 60 words a minute inside words, with the pauses that people make between them. */
const medianGapMs = 160;
/** Of the logarithm: two thirds of the gaps are within 60 % of the median. */
const spread = 0.45;
const pauseBeforeWord = 1.5;
/** Reading and thinking in the middle of a line. */
const thinking = { share: 0.03, ms: 1200 };

export function gapBeforeKeyMs(random: Random, key: string, previous: string): number {
  if (random() < thinking.share) return thinking.ms * (0.5 + random());
  const beginsWord = /\w/.test(key) && !/\w/.test(previous);
  return medianGapMs * (beginsWord ? pauseBeforeWord : 1) * Math.exp(spread * gaussian(random));
}

/** Box and Muller's transform. */
function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

// Counts of a replay and the figures that follow from them. Pure.

export interface Tally {
  readonly keys: number;
  /** Keys that accepting stood for. */
  readonly savedKeys: number;
  readonly keysInsideRuns: number;
  readonly insideFromMemory: number;
  /** Suggestions that came on screen; typed along with, one stays one. */
  readonly offers: number;
  readonly rightOffers: number;
  readonly duplicatingOffers: number;
  readonly offersWithMoreErrors: number;
  readonly engineAnswers: number;
  readonly generatedTokens: number;
  readonly shownCharacters: number;
  /** Of this process, over all of its threads, from the first key on: warming up before it is left out. */
  readonly processorMs: number;
}

export const emptyTally: Tally = {
  keys: 0,
  savedKeys: 0,
  keysInsideRuns: 0,
  insideFromMemory: 0,
  offers: 0,
  rightOffers: 0,
  duplicatingOffers: 0,
  offersWithMoreErrors: 0,
  engineAnswers: 0,
  generatedTokens: 0,
  shownCharacters: 0,
  processorMs: 0,
};

export function addTally(one: Tally, other: Partial<Tally>): Tally {
  const sum: Record<keyof Tally, number> = { ...one };
  for (const key of Object.keys(emptyTally) as (keyof Tally)[]) sum[key] += other[key] ?? 0;
  return sum;
}

/** Shares from 0 to 1. */
export interface ReplayFigures {
  readonly keys: number;
  readonly offers: number;
  readonly offersPerHundredKeys: number;
  readonly rightShare: number;
  readonly savedShare: number;
  readonly duplicateShare: number;
  readonly moreErrorsShare: number;
  readonly insideFromMemoryShare: number;
  readonly engineAnswersPerKey: number;
  readonly generatedTokensPerShownCharacter: number;
  readonly processorSecondsPerKey: number;
}

export function figuresOf(tally: Tally): ReplayFigures {
  const { keys, offers } = tally;
  return {
    keys,
    offers,
    offersPerHundredKeys: 100 * share(offers, keys),
    rightShare: share(tally.rightOffers, offers),
    savedShare: share(tally.savedKeys, keys),
    duplicateShare: share(tally.duplicatingOffers, offers),
    moreErrorsShare: share(tally.offersWithMoreErrors, offers),
    insideFromMemoryShare: share(tally.insideFromMemory, tally.keysInsideRuns),
    engineAnswersPerKey: share(tally.engineAnswers, keys),
    generatedTokensPerShownCharacter: share(tally.generatedTokens, tally.shownCharacters),
    processorSecondsPerKey: share(tally.processorMs, 1000 * keys),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

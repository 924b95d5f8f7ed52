// Counts of typed hunks and the figures that follow from them. Pure.

export interface HunkCounts {
  readonly keys: number;
  /** Keys that accepting stood for. */
  readonly savedKeys: number;
  readonly offers: number;
  readonly rightOffers: number;
  readonly shownCharacters: number;
  readonly engineAnswers: number;
  readonly pauses: number;
  /** Where ghost text came within the pause. */
  readonly pausesWithText: number;
  /** What came only because somebody waited. */
  readonly laterOffers: number;
}

export const emptyCounts: HunkCounts = {
  keys: 0,
  savedKeys: 0,
  offers: 0,
  rightOffers: 0,
  shownCharacters: 0,
  engineAnswers: 0,
  pauses: 0,
  pausesWithText: 0,
  laterOffers: 0,
};

export function addCounts(one: HunkCounts, other: Partial<HunkCounts>): HunkCounts {
  const sum: Record<keyof HunkCounts, number> = { ...one };
  for (const key of Object.keys(emptyCounts) as (keyof HunkCounts)[]) sum[key] += other[key] ?? 0;
  return sum;
}

export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

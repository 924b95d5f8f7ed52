// Percentiles. Pure.

export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
}

export function percentiles(values: readonly number[]): Percentiles {
  return { p50: percentile(values, 0.5), p90: percentile(values, 0.9) };
}

/** Nearest rank, rounded to a tenth; 0 for no values. `share` is 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;
  return Math.round(value * 10) / 10;
}

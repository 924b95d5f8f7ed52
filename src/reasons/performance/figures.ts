// Figures of what a session took and gave, from records of requests. Pure; numbers only, no text of documents.
// Must not know how they are shown.

import type { RequestRecord } from '../../completion/recentOutcomes.ts';
import type { OfferCounts } from '../../completion/showing/shownSuggestions.ts';
import type { NextEditCounts } from '../../nextEdits/offer/silence.ts';
import type { RetentionCount } from './retention.ts';

/** Where the time of one suggestion went, in the order in which it passes. */
export const timeParts = ['waited', 'queue', 'context', 'prefill', 'decode'] as const;
export type TimePart = (typeof timeParts)[number];

/** One suggestion that the engine computed, from the key to ghost text. */
export interface LatencySample {
  readonly totalMs: number;
  readonly parts: Readonly<Record<TimePart, number>>;
  readonly reusedTokens: number;
  readonly evaluatedTokens: number;
  readonly generatedTokens: number;
}

export interface Spread {
  readonly count: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
}

export interface Figures {
  readonly requests: Readonly<Record<RequestRecord['outcome']['kind'], number>>;
  /** Key to ghost text, of suggestions that the engine computed. */
  readonly computed: Spread;
  /** Of all suggestions, those that were known already included. */
  readonly all: Spread;
  readonly parts: Readonly<Record<TimePart, Spread>>;
  /** The last suggestions that the engine computed, oldest first. */
  readonly lastTotalsMs: readonly number[];
  readonly tokens: { readonly reused: number; readonly evaluated: number; readonly generated: number };
  readonly offers: OfferCounts;
  readonly nextEdits: NextEditCounts;
  readonly retained: readonly RetentionCount[];
  readonly engineBytes: number | undefined;
}

/** Undefined of what the engine did not compute or the editor did not get; asking by hand does not wait and counts. */
export function sampleOf({ outcome, engine, totalMs, waitedMs }: RequestRecord): LatencySample | undefined {
  if (outcome.kind !== 'shown' || outcome.source !== 'engine' || engine === undefined) return undefined;
  const { timings, counters } = engine;
  const { queueMs, prefillMs, decodeMs } = timings;
  // Rules, the window around the cursor, tokens, messages both ways, and cleaning the answer.
  const contextMs = Math.max(0, totalMs - waitedMs - queueMs - prefillMs - decodeMs);
  return {
    totalMs,
    parts: { waited: waitedMs, queue: queueMs, context: contextMs, prefill: prefillMs, decode: decodeMs },
    reusedTokens: counters.reused,
    evaluatedTokens: counters.evaluated,
    generatedTokens: counters.generated,
  };
}

/** Percentiles by the nearest rank. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const meanMs = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return { count: values.length, meanMs, p50Ms: rank(0.5), p90Ms: rank(0.9) };
}

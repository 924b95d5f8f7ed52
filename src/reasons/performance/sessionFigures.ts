// Collects the figures of a session from its requests. Bounded; holds numbers only. Must not know views.

import type { RecentOutcomes, RequestRecord } from '../../completion/recentOutcomes.ts';
import type { OfferCounts } from '../../completion/showing/shownSuggestions.ts';
import type { NextEditCounts } from '../../nextEdits/offer/silence.ts';
import { type Figures, type LatencySample, sampleOf, spreadOf, type TimePart, timeParts } from './figures.ts';
import type { RetentionCount } from './retention.ts';

/** Some days of typing; older ones say little about now. */
const maxSamples = 2000;
const lastShown = 60;

export class SessionFigures {
  private samples: readonly LatencySample[] = [];
  private totalsMs: readonly number[] = [];
  private tokens = { reused: 0, evaluated: 0, generated: 0 };
  private requests: Figures['requests'] = { shown: 0, silent: 0, cancelled: 0, unavailable: 0 };
  private readonly listening: { dispose(): void };

  constructor(outcomes: RecentOutcomes) {
    this.listening = outcomes.onAdded((record) => this.add(record));
  }

  figures(
    offers: OfferCounts,
    retained: readonly RetentionCount[],
    engineBytes: number | undefined,
    nextEdits: NextEditCounts,
  ): Figures {
    const { samples, totalsMs, requests, tokens } = this;
    const partSpread = (part: TimePart) => spreadOf(samples.map(({ parts }) => parts[part]));
    return {
      requests,
      computed: spreadOf(samples.map(({ totalMs }) => totalMs)),
      all: spreadOf(totalsMs),
      parts: Object.fromEntries(timeParts.map((part) => [part, partSpread(part)])) as Figures['parts'],
      lastTotalsMs: samples.slice(-lastShown).map(({ totalMs }) => totalMs),
      tokens,
      offers,
      nextEdits,
      retained,
      engineBytes,
    };
  }

  dispose(): void {
    this.listening.dispose();
  }

  private add(record: RequestRecord): void {
    const { kind } = record.outcome;
    this.requests = { ...this.requests, [kind]: this.requests[kind] + 1 };
    if (record.engine !== undefined) this.addTokens(record.engine.counters);
    if (kind !== 'shown') return;
    this.totalsMs = [...this.totalsMs.slice(1 - maxSamples), record.totalMs];
    const sample = sampleOf(record);
    if (sample !== undefined) this.samples = [...this.samples.slice(1 - maxSamples), sample];
  }

  private addTokens(counters: Figures['tokens']): void {
    const { tokens } = this;
    this.tokens = {
      reused: tokens.reused + counters.reused,
      evaluated: tokens.evaluated + counters.evaluated,
      generated: tokens.generated + counters.generated,
    };
  }
}

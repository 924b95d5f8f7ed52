// The last requests and how each of them ended, for those who ask why nothing appeared.
// Holds no text of documents.
import type { Completion, Outcome, Timings, TokenCounters } from '../../engine/protocol/protocol.ts';

export interface RequestRecord {
  readonly id: number;
  readonly uri: string;
  readonly languageId: string;
  readonly isManual: boolean;
  /** By the clock that the pipeline is given. */
  readonly endedAtMs: number;
  readonly totalMs: number;
  /** What of it was waiting for the next key, on purpose. */
  readonly waitedMs: number;
  readonly outcome:
    | { readonly kind: 'shown'; readonly source: 'engine' | 'memory' }
    | Exclude<Outcome<never>, { readonly kind: 'shown' }>;
  /** What the engine measured, where it was asked and answered. */
  readonly engine?: { readonly counters: TokenCounters; readonly timings: Timings };
}

const maxRecords = 100;

export class RecentOutcomes {
  private records: readonly RequestRecord[] = [];
  private readonly listeners = new Set<(record: RequestRecord) => void>();

  add(record: RequestRecord): void {
    this.records = [...this.records.slice(1 - maxRecords), record];
    for (const listener of this.listeners) listener(record);
  }

  onAdded(listener: (record: RequestRecord) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Oldest first. */
  list(): readonly RequestRecord[] {
    return this.records;
  }
}

export function recordOf(
  { id, uri, languageId, isManual }: Pick<RequestRecord, 'id' | 'uri' | 'languageId' | 'isManual'>,
  outcome: Outcome<{ readonly source: 'engine' | 'memory' }>,
  completion: Completion | undefined,
  times: Pick<RequestRecord, 'endedAtMs' | 'totalMs' | 'waitedMs'>,
): RequestRecord {
  return {
    id,
    uri,
    languageId,
    isManual,
    ...times,
    outcome: outcome.kind === 'shown' ? { kind: 'shown', source: outcome.value.source } : outcome,
    ...(completion === undefined
      ? {}
      : { engine: { counters: completion.counters, timings: completion.timings } }),
  };
}

/** One line for the log. */
export function describeRecord({ id, isManual, totalMs, outcome, engine }: RequestRecord): string {
  const detail = outcome.kind === 'shown' ? outcome.source : outcome.reason;
  const asked = isManual ? ', by hand' : '';
  const counted =
    engine === undefined
      ? ''
      : `; tokens: ${engine.counters.reused} reused, ${engine.counters.evaluated} evaluated, ${engine.counters.generated} generated; queue ${ms(engine.timings.queueMs)}, prefill ${ms(engine.timings.prefillMs)}, decode ${ms(engine.timings.decodeMs)}`;
  return `request ${id}${asked}: ${outcome.kind} (${detail}) after ${ms(totalMs)}${counted}`;
}

function ms(duration: number): string {
  return `${duration.toFixed(0)} ms`;
}

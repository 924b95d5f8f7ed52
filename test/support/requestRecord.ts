// A record of a request as tests want it.
import type { RequestRecord } from '../../src/completion/recentOutcomes.ts';

export function requestRecord(rest: Partial<RequestRecord> = {}): RequestRecord {
  const outcome = { kind: 'silent', reason: 'emptyAnswer' } as const;
  const times = { endedAtMs: 100, totalMs: 12.4, waitedMs: 0 };
  return { id: 1, uri: 'u', languageId: 'l', isManual: false, ...times, outcome, ...rest };
}

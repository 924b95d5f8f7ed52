// An engine that refused to start: what its requests end with, what is said of it, and whether that may pass. Pure.
// Must not know how engines are started.
import type { UnavailableReason } from '../../engine/protocol/protocol.ts';
import type { ClientStatus } from './engineClient.ts';
import { engineErrorName, unavailableFor } from './engineError.ts';

export interface Refusal {
  readonly down: UnavailableReason;
  readonly status: ClientStatus;
  /** After how long it is worth another try; undefined where the same request would be refused again. */
  readonly retryMs: number | undefined;
}

/** A server may be back any time. */
const serverRetryMs = 15_000;

export function refusalOf(error: unknown): Refusal {
  const name = engineErrorName(error);
  const message = error instanceof Error ? error.message : String(error);
  return {
    down: name === undefined ? 'engineFailed' : unavailableFor(name),
    status: { state: 'failed', error: name ?? 'fault', message },
    retryMs: name === 'serverUnavailable' ? serverRetryMs : undefined,
  };
}

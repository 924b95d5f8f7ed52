// How a request to an engine ends for whoever sent it: with what was asked for, or why not.
// Must not know what requests mean.
import type { UnavailableReason } from '../../engine/protocol/protocol.ts';
import { type SessionEnd, SessionEndedError } from './sessionEnd.ts';

export type Reply<R> =
  | { readonly kind: 'answer'; readonly value: R }
  | { readonly kind: 'cancelled'; readonly reason: 'cancelled' }
  | { readonly kind: 'unavailable'; readonly reason: UnavailableReason };

/** Rejects with faults only. */
export async function replyOf<R>(sent: Promise<R>): Promise<Reply<R>> {
  try {
    return { kind: 'answer', value: await sent };
  } catch (error: unknown) {
    if (!(error instanceof SessionEndedError)) throw error;
    if (error.end.kind === 'stopped') return { kind: 'cancelled', reason: 'cancelled' };
    return { kind: 'unavailable', reason: unavailableAfter(error.end) };
  }
}

export function unavailableAfter(end: SessionEnd): UnavailableReason {
  return end.kind === 'hung' ? 'timedOut' : 'engineCrashed';
}

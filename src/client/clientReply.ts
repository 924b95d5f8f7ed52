// How a request to an engine ends for whoever sent it: with what was asked for, or why not.
// Must not know what requests mean.

import type { MessageConnection } from 'vscode-jsonrpc';
import type { UnavailableReason } from '../../engine/protocol/protocol.ts';
import { neverCancelled } from '../base/cancellation.ts';
import type { EngineSession } from './engineSession.ts';
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

/** For who can do without. */
export function valueIn<R>(reply: Reply<R>): R | undefined {
  return reply.kind === 'answer' ? reply.value : undefined;
}

export function unavailableAfter(end: SessionEnd): UnavailableReason {
  return end.kind === 'hung' ? 'timedOut' : 'engineCrashed';
}

/** What an engine answers to who can do without; undefined when there is none, or when it ends before. */
export async function toldBy<R>(
  session: EngineSession | undefined,
  request: (connection: MessageConnection) => Promise<R>,
): Promise<R | undefined> {
  if (session === undefined) return undefined;
  return valueIn(await replyOf(session.ask(request, neverCancelled)));
}

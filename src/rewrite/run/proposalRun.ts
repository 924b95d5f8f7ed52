// One proposal from the question to its end: the answer streams in, is cleaned, and enters the document as it settles.
// Knows the engine's client; must not know VS Code or what is said about the end.
import { randomUUID } from 'node:crypto';
import type { Outcome, UnavailableReason } from '../../../engine/protocol/protocol.ts';
import { type Cancellation, orCancelled } from '../../base/cancellation.ts';
import type { EngineClient } from '../../client/engineClient.ts';
import type { Prompt } from '../asking/prompt.ts';
import type { Complaint } from '../frame/checks.ts';
import type { Answered } from '../frame/frame.ts';
import { type CleanRewrite, nothingAnswered } from '../frame/framedRewrite.ts';
import type { PendingDocument } from '../pending/pendingDocument.ts';
import { ProposalWriter } from '../pending/proposalWriter.ts';
import type { Region } from '../pending/region.ts';

export interface ProposalQuestion {
  /** Undefined where no model is needed. */
  readonly prompt: Prompt | undefined;
  /** Key of the KV prefix that questions of one kind share. */
  readonly conversation: string;
  /** The proposal in what the model wrote so far; while it grows, every line but the last stays as it is. */
  readonly place: (answer: string) => string;
  readonly clean: (answered: Answered) => CleanRewrite | Promise<CleanRewrite>;
  /** Another try after an answer that is not what was asked for; undefined where that makes no sense. */
  readonly again?: (answer: string, complaint: Complaint) => ProposalQuestion | undefined;
}

export interface ProposalPlace {
  readonly pending: PendingDocument;
  readonly region: Region;
  readonly lineEnd: '\n' | '\r\n';
}

/** How a proposal ends. With `changeCount`, that many changes were made and are pending. */
export type ProposalEnd =
  | { readonly kind: 'proposed' }
  | { readonly kind: 'noChange' }
  /** It does something else than what was asked for, twice; `text` is what it would put in the `region`. */
  | {
      readonly kind: 'notAsked';
      readonly text: string;
      readonly region: Region;
      readonly complaint: Complaint;
    }
  | { readonly kind: 'emptyAnswer' }
  /** The model said that it cannot. */
  | { readonly kind: 'declined' }
  /** The document takes no edits. */
  | { readonly kind: 'refused' }
  /** Someone edited what was to be replaced. */
  | { readonly kind: 'textChanged'; readonly changeCount: number }
  /** The model did not come to an end. */
  | { readonly kind: 'cutOff'; readonly changeCount: number }
  | { readonly kind: 'stopped'; readonly changeCount: number }
  /** Something is wrong with Hearth or the machine; the log says what. */
  | { readonly kind: 'fault' }
  | { readonly kind: 'unavailable'; readonly reason: UnavailableReason; readonly changeCount: number };

export async function runProposal(
  client: EngineClient,
  question: ProposalQuestion,
  { pending, region, lineEnd }: ProposalPlace,
  cancellation: Cancellation,
): Promise<ProposalEnd> {
  const breakOff = new BreakOff(cancellation);
  const writer = new ProposalWriter(pending, region, lineEnd, () => breakOff.cancel());
  try {
    let attempt: ProposalQuestion | undefined = question;
    for (;;) {
      const asked: ProposalQuestion = attempt;
      const result = await answered(client, asked, writer, breakOff);
      if (writer.brokenBy !== undefined) return brokenEnd(writer.brokenBy, await writer.stop());
      switch (result.kind) {
        case 'shown':
          break;
        case 'silent':
          return { kind: 'emptyAnswer' };
        case 'cancelled':
          return { kind: 'stopped', changeCount: await writer.stop() };
        case 'unavailable':
          return { kind: 'unavailable', reason: result.reason, changeCount: await writer.stop() };
      }
      // A server may be asked what comes of it.
      const clean = await orCancelled(Promise.resolve(asked.clean(result.value)), breakOff);
      if (clean === 'cancelled') {
        const changeCount = await writer.stop();
        return writer.brokenBy === undefined
          ? { kind: 'stopped', changeCount }
          : brokenEnd(writer.brokenBy, changeCount);
      }
      if (clean.kind !== 'notAsked') return await completed(writer, clean);
      const { text, complaint } = clean;
      attempt = asked.again?.(result.value.text, complaint);
      const place = await writer.startAgain();
      if (place === undefined) return brokenEnd(writer.brokenBy ?? 'textChanged', await writer.stop());
      if (attempt === undefined) return { kind: 'notAsked', text, region: place, complaint };
    }
  } finally {
    // Also after a fault nothing must look as if it were still being written.
    await writer.stop();
    breakOff.dispose();
  }
}

/** Proposes a text that is known. */
export function questionWith(text: string): ProposalQuestion {
  return {
    prompt: undefined,
    conversation: 'rewrite',
    place: () => '',
    clean: () => ({ kind: 'rewrite', text }),
  };
}

async function answered(
  client: EngineClient,
  { prompt, conversation, place }: ProposalQuestion,
  writer: ProposalWriter,
  breakOff: Cancellation,
): Promise<Outcome<Answered>> {
  if (prompt === undefined) return { kind: 'shown', value: nothingAnswered };
  let answer = '';
  return await client.generate(
    { ...prompt, conversation, generationId: randomUUID() },
    (delta) => {
      answer += delta;
      // Only whole lines can settle.
      if (delta.includes('\n')) writer.arrived(place(answer));
    },
    breakOff,
  );
}

async function completed(
  writer: ProposalWriter,
  clean: Exclude<CleanRewrite, { readonly kind: 'notAsked' }>,
): Promise<ProposalEnd> {
  if (clean.kind === 'tooLong') return { kind: 'cutOff', changeCount: await writer.stop() };
  const end = clean.kind === 'rewrite' ? await writer.finish(clean.text) : await writer.takeBack();
  if (end === 'textChanged' || end === 'refused') return brokenEnd(end, await writer.stop());
  switch (clean.kind) {
    case 'rewrite':
      if (clean.isCut === true) return { kind: 'cutOff', changeCount: await writer.stop() };
      return { kind: end === 'written' ? 'proposed' : 'noChange' };
    case 'noChange':
      return { kind: 'noChange' };
    case 'refused':
      return { kind: 'declined' };
    case 'empty':
      return { kind: 'emptyAnswer' };
  }
}

function brokenEnd(end: 'textChanged' | 'refused', changeCount: number): ProposalEnd {
  return end === 'refused' ? { kind: 'refused' } : { kind: 'textChanged', changeCount };
}

/** The caller's cancellation, or the document's. */
class BreakOff implements Cancellation {
  private isBroken = false;
  private readonly outer: Cancellation;
  private readonly listeners = new Set<() => void>();
  private readonly outerListener: { dispose(): void };

  constructor(outer: Cancellation) {
    this.outer = outer;
    this.outerListener = outer.onCancellationRequested(() => this.tell());
  }

  get isCancellationRequested(): boolean {
    return this.isBroken || this.outer.isCancellationRequested;
  }

  onCancellationRequested(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  cancel(): void {
    this.isBroken = true;
    this.tell();
  }

  dispose(): void {
    this.outerListener.dispose();
    this.listeners.clear();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

// An answer as it grows: chosen tokens, their text from exact bytes, and when it is complete.
// Must not know how tokens are chosen, the KV cache or who asked.

import type { StopReason } from '../computing/scheduler.ts';
import type { FinishReason } from '../protocol/finishProtocol.ts';
import type { GeneratedToken } from '../protocol/protocol.ts';
import { decideStop, type StopLimits } from './stopRules.ts';
import { unsureEnd } from './unsureEnd.ts';

/** A token that was chosen, or could have been. */
export interface DecodedToken {
  readonly token: number;
  readonly probability: number;
  /** Its bytes beyond forced ones. */
  readonly added: Uint8Array;
  /** Bytes that are still forced behind it. */
  readonly remaining: Uint8Array;
}

/** Where another token was the next likeliest. */
export interface Fork {
  /** Choices of the answer that stand before it. */
  readonly at: number;
  readonly runnerUp: DecodedToken;
  /** Its probability over that of the token which was taken; at most 1. */
  readonly odds: number;
}

export interface DecodeResult {
  readonly text: string;
  readonly tokens: readonly GeneratedToken[];
  /** All that were made, those that only repeated forced text included. */
  readonly choices: readonly DecodedToken[];
  readonly forks: readonly Fork[];
  readonly finish: FinishReason | { readonly stopped: StopReason };
}

/** Collects the answer; holds back the bytes of a character that is not complete yet. */
export class GrowingAnswer {
  text = '';
  private readonly chosen: DecodedToken[] = [];
  private readonly forks: Fork[] = [];
  private readonly tokens: GeneratedToken[] = [];
  private readonly limits: () => StopLimits;
  private readonly utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(limits: () => StopLimits) {
    this.limits = limits;
  }

  get count(): number {
    return this.chosen.length;
  }

  add(choice: DecodedToken): FinishReason | undefined {
    this.chosen.push(choice);
    const piece = this.utf8.decode(choice.added, { stream: true });
    const limits = this.limits();
    const decision = decideStop(
      this.text + piece,
      this.chosen.map(({ token }) => token),
      limits,
    );
    const kept = decision.text.slice(this.text.length);
    // A token that only repeats forced text says nothing about the answer.
    if (choice.added.length > 0) this.tokens.push({ text: kept, probability: choice.probability });
    if (decision.text.length < this.text.length) this.cutTokens(decision.text.length);
    this.text = decision.text;
    if (decision.reason !== undefined || limits.unsure === undefined) return decision.reason;
    return unsureEnd(this.tokens, limits.unsure) === undefined ? undefined : 'unsure';
  }

  /** Another token could have been chosen instead of the next one. */
  note(runnerUp: DecodedToken, odds: number): void {
    this.forks.push({ at: this.count, runnerUp, odds });
  }

  /** What lies behind the end was not meant; that it was chosen says how sure the end is. */
  private cutTokens(length: number): void {
    let left = length;
    for (const [index, token] of this.tokens.entries()) {
      this.tokens[index] = { ...token, text: token.text.slice(0, Math.max(0, left)) };
      left -= token.text.length;
    }
  }

  end(finish: DecodeResult['finish']): DecodeResult {
    const { text, tokens, chosen, forks } = this;
    return { text, tokens, choices: chosen, forks, finish };
  }
}

// An engine client whose one answer is said when a test says so, and ends as it says.
// Must not compute anything.
import type { GenerateParams, GenerateResult } from '../../engine/protocol/chatProtocol.ts';
import type { Cancellation } from '../../src/base/cancellation.ts';
import type { ProposalQuestion } from '../../src/rewrite/run/proposalRun.ts';
import { ScriptedAnswers } from './scriptedAnswers.ts';

export class SpokenAnswers extends ScriptedAnswers {
  private text = '';
  private tell: (delta: string) => void = () => {};
  private end: (result: GenerateResult) => void = () => {};

  override async generate(
    _params: GenerateParams,
    onText: (delta: string) => void,
    cancellation: Cancellation,
  ): Promise<GenerateResult> {
    this.tell = onText;
    return await new Promise((resolve) => {
      this.end = resolve;
      cancellation.onCancellationRequested(() => resolve({ kind: 'cancelled', reason: 'cancelled' }));
    });
  }

  say(delta: string): void {
    this.text += delta;
    this.tell(delta);
  }

  finish(): void {
    const counters = { reused: 0, evaluated: 1, generated: 1 };
    const timings = { queueMs: 0, tokenizeMs: 0, prefillMs: 1, firstTokenMs: 1, decodeMs: 1, totalMs: 2 };
    const drafts = { proposed: 0, accepted: 0 };
    const end = { text: this.text, finishReason: 'stopText' as const };
    const value = { ...end, holes: [end], counters, drafts, timings };
    this.end({ kind: 'shown', value });
  }

  die(): void {
    this.end({ kind: 'unavailable', reason: 'engineCrashed' });
  }
}

/** The answer is the proposal, as it is. */
export const plainQuestion: ProposalQuestion = {
  prompt: { system: '', turns: [], maxTokens: 1 } as unknown as ProposalQuestion['prompt'],
  conversation: 'rewrite',
  place: (answer) => answer,
  clean: ({ text }) => ({ kind: 'rewrite', text }),
};

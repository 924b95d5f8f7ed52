// An engine client for tests of prompting: answers each conversation with what the test says, piece by piece.
// Must not compute anything; completions are not its business.
import type { GenerateParams, GenerateResult } from '../../engine/protocol/chatProtocol.ts';
import type { FinishReason } from '../../engine/protocol/finishProtocol.ts';
import type { LoadResult, UnavailableReason } from '../../engine/protocol/protocol.ts';
import type { Cancellation } from '../../src/base/cancellation.ts';
import type { ClientStatus, EngineClient } from '../../src/client/engineClient.ts';

export interface ScriptedAnswer {
  readonly pieces: readonly string[];
  readonly finishReason?: FinishReason;
  /** Instead of an end of its own. */
  readonly unavailable?: UnavailableReason;
  /** Done before the piece of the same index is said. */
  readonly before?: (index: number) => void;
}

export class ScriptedAnswers implements EngineClient {
  readonly status: ClientStatus = { state: 'ready' };
  readonly loaded: LoadResult | undefined = undefined;
  readonly asked: GenerateParams[] = [];
  answer: ScriptedAnswer = { pieces: [] };

  async generate(
    params: GenerateParams,
    onText: (delta: string) => void,
    cancellation: Cancellation,
  ): Promise<GenerateResult> {
    this.asked.push(params);
    const { pieces, finishReason = 'stopText', unavailable, before = () => {} } = this.answer;
    for (const [index, piece] of pieces.entries()) {
      before(index);
      await new Promise(setImmediate);
      if (cancellation.isCancellationRequested) return { kind: 'cancelled', reason: 'cancelled' };
      onText(piece);
    }
    await new Promise(setImmediate);
    if (cancellation.isCancellationRequested) return { kind: 'cancelled', reason: 'cancelled' };
    if (unavailable !== undefined) return { kind: 'unavailable', reason: unavailable };
    const counters = { reused: 0, evaluated: 1, generated: pieces.length };
    const timings = { queueMs: 0, tokenizeMs: 0, prefillMs: 1, firstTokenMs: 1, decodeMs: 1, totalMs: 2 };
    const drafts = { proposed: 0, accepted: 0 };
    const text = pieces.join('');
    const holes = [{ text, finishReason }];
    return { kind: 'shown', value: { text, holes, finishReason, counters, drafts, timings } };
  }

  onStatus(): { dispose(): void } {
    return { dispose: () => {} };
  }

  complete(): never {
    throw new Error('Nothing is completed here.');
  }

  refer(): never {
    throw new Error('Nothing is looked up here.');
  }

  warm(): never {
    throw new Error('Nothing is warmed here.');
  }

  tellNames(): void {}
  closeDocument(): void {}

  async restart(): Promise<void> {}
  async reload(): Promise<void> {}

  async dispose(): Promise<void> {}
}

// One run of the model for a completion, and who waits for it: a newer request whose typing agrees with
// what is being generated takes the run over. Must not know the scheduler's queue, the KV cache or protocols.

import type { StopLimits } from '../decoding/stopRules.ts';
import { BackendUnavailableError } from '../llama/backend.ts';
import { conditioningAfter } from '../prompt/layout.ts';
import type {
  CancelledReason,
  CompleteParams,
  CompletePurpose,
  CompleteResult,
  Completion,
  GeneratedText,
} from '../protocol/protocol.ts';

export interface Waiter {
  readonly params: CompleteParams;
  readonly arrivedAtMs: number;
  settle(result: CompleteResult): void;
  /** Ends the wait with a fault. */
  fail(error: unknown): void;
}

/** Text typed between two requests if that is all that happened between them; undefined otherwise. */
export function typedBetween(earlier: CompleteParams, later: CompleteParams): string | undefined {
  const sameQuestion =
    earlier.documentUri === later.documentUri &&
    earlier.maxTokens === later.maxTokens &&
    earlier.forcedText === '' &&
    later.forcedText === '' &&
    conditioningAfter(earlier.after) === conditioningAfter(later.after);
  if (!sameQuestion || !later.before.startsWith(earlier.before)) return undefined;
  return later.before.slice(earlier.before.length);
}

/** Whether a generation still serves someone who typed `typed` meanwhile. Nothing generated serves nobody. */
export function agrees(generated: string, typed: string): boolean {
  return generated !== '' && (generated.startsWith(typed) || typed.startsWith(generated));
}

/**
 * The completion as the later request sees it: without what was typed meanwhile and without other answers that do not
 * begin so.
 */
export function afterTyping(completion: Completion, typed: string): Completion {
  const alternatives = completion.alternatives
    ?.filter(({ text }) => text.startsWith(typed) && text !== typed)
    .map((answer) => answerAfter(answer, typed));
  return {
    ...completion,
    ...answerAfter(completion, typed),
    ...(alternatives === undefined ? {} : { alternatives }),
  };
}

function answerAfter({ text, tokens, finishReason }: GeneratedText, typed: string): GeneratedText {
  let toDrop = typed.length;
  const left = tokens.flatMap((token) => {
    const dropped = Math.min(toDrop, token.text.length);
    toDrop -= dropped;
    return dropped > 0 && dropped === token.text.length
      ? []
      : [{ ...token, text: token.text.slice(dropped) }];
  });
  return { text: text.slice(typed.length), tokens: left, finishReason };
}

export class CompletionRun {
  readonly owner: string;
  private readonly params: CompleteParams;
  private waiter: Waiter;
  private generated = '';
  /** Ends the computation; set by whoever started it. */
  stop: (reason: CancelledReason & ('cancelled' | 'superseded')) => void = () => {};
  /** Makes the computation as urgent as this; false when it was ended before. Set by whoever started it. */
  raise: (purpose: CompletePurpose) => boolean = () => true;

  constructor(owner: string, waiter: Waiter) {
    this.owner = owner;
    this.params = waiter.params;
    this.waiter = waiter;
  }

  get currentWaiter(): Waiter {
    return this.waiter;
  }

  /** Those of whoever waits by now: at a block's start several lines are wanted, and after a key of it one. */
  get limits(): StopLimits {
    const { maxLines, maxTokens, blockColumns, statementColumns, leastProbability } = this.waiter.params;
    const typed = this.typedMeanwhile();
    const typedLines = typed.split('\n').length - 1;
    const unsure =
      leastProbability === undefined ? undefined : { leastProbability, typedCharacters: typed.length };
    const statement =
      statementColumns === undefined
        ? undefined
        : { columns: statementColumns, typedCharacters: typed.length };
    return { maxLines: typedLines + maxLines, maxTokens, blockColumns, statement, unsure };
  }

  /**
   * Takes over for `later` if the run answers the same question or is producing what was typed since; the earlier
   * waiter is told. So whoever accepts a suggestion takes over the prefetch of what follows it.
   */
  adopt(owner: string, later: Waiter): boolean {
    if (owner !== this.owner) return false;
    const typed = typedBetween(this.params, later.params);
    if (typed === undefined || (typed !== '' && !agrees(this.generated, typed))) return false;
    // Others than the likeliest fork mostly before what was typed since: of those found here none would be left.
    if (typed !== '' && later.params.alternatives !== undefined) return false;
    if (!this.raise(later.params.purpose)) return false;
    this.waiter.settle({ kind: 'cancelled', reason: 'superseded' });
    this.waiter = later;
    return true;
  }

  /** Hears the text so far; ends the run once it leaves what its waiter typed. */
  hear(generated: string): void {
    this.generated = generated;
    const typed = this.typedMeanwhile();
    if (typed !== '' && !agrees(generated, typed)) this.stop('superseded');
  }

  /**
   * Ends the wait. Returns the waiter whose typing this run turned out not to serve: it needs a run of its own.
   */
  finish(result: CompleteResult, nowMs: number): Waiter | undefined {
    const typed = this.typedMeanwhile();
    if (typed === '') {
      this.waiter.settle(result);
      return undefined;
    }
    const serves = result.kind === 'shown' && result.value.text.startsWith(typed);
    const gaveUp = result.kind === 'cancelled' && result.reason !== 'superseded';
    if (!serves && !gaveUp) return this.waiter;
    this.waiter.settle(serves ? takenOver(result.value, typed, nowMs - this.waiter.arrivedAtMs) : result);
    return undefined;
  }

  /** Ends the wait with a fault, or with why what computes cannot be asked. */
  fail(error: unknown): void {
    if (error instanceof BackendUnavailableError)
      this.waiter.settle({ kind: 'unavailable', reason: error.reason });
    else this.waiter.fail(error);
  }

  private typedMeanwhile(): string {
    return typedBetween(this.params, this.waiter.params) ?? '';
  }
}

/** Whoever took a run over waited for no prefill of its own. */
function takenOver(completion: Completion, typed: string, waitedMs: number): CompleteResult {
  const value = afterTyping(completion, typed);
  const timings = {
    queueMs: 0,
    tokenizeMs: 0,
    prefillMs: 0,
    firstTokenMs: Math.min(completion.timings.firstTokenMs, waitedMs),
    decodeMs: waitedMs,
    totalMs: waitedMs,
  };
  const reused = completion.counters.reused + completion.counters.evaluated;
  return {
    kind: 'shown',
    value: { ...value, timings, counters: { ...value.counters, reused, evaluated: 0 } },
  };
}

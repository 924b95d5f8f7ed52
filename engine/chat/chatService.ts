// Answers conversations: template, prompt, KV prefix, decoding. One at a time, pausing for every keystroke.
// Must not know the wire, nor what is asked for.

import { EngineError } from '../base/engineError.ts';
import type { SetTimer } from '../base/time.ts';
import type { KvCache } from '../computing/kvCache.ts';
import type { Pending } from '../computing/pending.ts';
import type { JobTurn, Scheduler } from '../computing/scheduler.ts';
import { Stopwatch } from '../computing/stopwatch.ts';
import { BackendUnavailableError, type InferenceBackend } from '../llama/backend.ts';
import {
  defaultChatContextTokens,
  type FormPart,
  formOf,
  type GenerateParams,
  type GenerateResult,
} from '../protocol/chatProtocol.ts';
import type { Timings } from '../protocol/protocol.ts';
import { ChatContext } from './chatContext.ts';
import { chatPrompt } from './chatTemplate.ts';
import { dividedForm, FormDecoder, type FormResult, firstRequest } from './formDecoder.ts';

/** An answer with less room than this is none. */
const minAnswerTokens = 16;

export class ChatService {
  private readonly backend: InferenceBackend;
  private readonly scheduler: Scheduler;
  private readonly now: () => number;
  private readonly context: ChatContext;

  /** @param log told of what goes wrong while nobody waits */
  constructor(
    backend: InferenceBackend,
    scheduler: Scheduler,
    now: () => number,
    setTimer: SetTimer,
    log: (line: string) => void,
  ) {
    this.backend = backend;
    this.scheduler = scheduler;
    this.now = now;
    this.context = new ChatContext(backend, scheduler, setTimer, log);
  }

  /**
   * Rejects only for faults. `onText` hears what came since it was last called, empty text while the prompt is read;
   * a cancelled generation has told all of its text before it ends.
   */
  generate(owner: string, params: GenerateParams, onText: (delta: string) => void): Pending<GenerateResult> {
    const arrivedAtMs = this.now();
    let hasBegun = false;
    const job = this.scheduler.submit({ priority: 'palette', whenPreempted: 'pause' }, (turn) => {
      hasBegun = true;
      return this.execute(owner, params, onText, turn, new Stopwatch(arrivedAtMs, this.now));
    });
    let leaveQueue: () => void = () => {};
    const result = new Promise<GenerateResult>((resolve, reject) => {
      job.done.then(resolve, reject);
      leaveQueue = () => resolve({ kind: 'cancelled', reason: 'cancelled' });
    });
    return {
      result,
      cancel: () => {
        job.stop('cancelled');
        // Its turn may be a whole answer away.
        if (!hasBegun) leaveQueue();
      },
    };
  }

  /** Nobody wants what is computed for a conversation any more. */
  interrupt(): void {
    this.context.interrupt();
  }

  /** Frees the memory of conversations; call when nothing runs. */
  async dispose(): Promise<void> {
    await this.context.close();
  }

  private async execute(
    owner: string,
    params: GenerateParams,
    onText: (delta: string) => void,
    turn: JobTurn,
    stopwatch: Stopwatch,
  ): Promise<GenerateResult> {
    stopwatch.lap('queueMs');
    const stopped = await turn.next();
    if (stopped !== undefined) return { kind: 'cancelled', reason: stopped };
    const { vocabulary, canChat } = this.backend;
    const { lead, rest } = dividedForm(formOf(params));
    const answerStart = (params.answerStart ?? '') + lead;
    const prompt = canChat ? chatPrompt(vocabulary, params.messages, answerStart) : undefined;
    if (prompt === undefined) return { kind: 'unavailable', reason: 'noChat' };
    const tokens = contextTokensFor(prompt.length, params, this.backend.shape.trainedContextTokens);
    if (tokens === undefined) return { kind: 'unavailable', reason: 'promptTooLong' };
    stopwatch.lap('tokenizeMs');
    try {
      const cache = await this.context.holding(tokens);
      stopwatch.skip();
      const roomTokens = tokens - prompt.length;
      return await this.answer(
        cache,
        owner,
        prompt,
        { lead, rest, roomTokens },
        params,
        onText,
        turn,
        stopwatch,
      );
    } catch (error: unknown) {
      if (error instanceof EngineError && error.kind === 'outOfMemory')
        return { kind: 'unavailable', reason: 'outOfMemory' };
      if (error instanceof BackendUnavailableError) return { kind: 'unavailable', reason: error.reason };
      throw error;
    } finally {
      this.context.rest();
    }
  }

  private async answer(
    cache: KvCache,
    owner: string,
    prompt: readonly number[],
    { lead, rest, roomTokens }: Written,
    params: GenerateParams,
    onText: (delta: string) => void,
    turn: JobTurn,
    stopwatch: Stopwatch,
  ): Promise<GenerateResult> {
    const listening: JobTurn = {
      next: async () => {
        onText('');
        return await turn.next();
      },
    };
    const prefill = await cache.prefill(owner, prompt, firstRequest(rest), listening);
    if (prefill.stopped !== undefined) return { kind: 'cancelled', reason: prefill.stopped };
    stopwatch.lap('prefillMs');
    const start = {
      sequence: prefill.sequence,
      candidates: prefill.candidates,
      form: rest,
      endsAtRepeat: params.endsAtRepeat ?? false,
      roomTokens,
    };
    if (lead !== '') onText(lead);
    const decoder = new FormDecoder(cache, this.backend.vocabulary);
    const decoded = await decoder.decode(start, turn, (delta) => {
      stopwatch.firstToken();
      onText(delta);
    });
    stopwatch.lap('decodeMs');
    return toResult(lead, decoded, prefill, stopwatch.timings());
  }
}

/** What is written behind the prompt: forced text that is part of it, and the rest of the form. */
interface Written {
  readonly lead: string;
  readonly rest: readonly FormPart[];
  readonly roomTokens: number;
}

/** How large the sequence must be; undefined when even the largest that may be leaves no room for an answer. */
function contextTokensFor(
  promptTokens: number,
  params: GenerateParams,
  trainedContextTokens: number,
): number | undefined {
  const most = Math.min(params.contextTokens ?? defaultChatContextTokens, trainedContextTokens);
  if (promptTokens + minAnswerTokens > most) return undefined;
  const usual = Math.min(defaultChatContextTokens, most);
  const wanted = promptTokens + params.maxTokens + 1;
  return Math.min(most, Math.max(usual, 2 ** Math.ceil(Math.log2(wanted))));
}

function toResult(
  lead: string,
  { text, holes, generated, drafts, finish }: FormResult,
  { reused, evaluated }: { readonly reused: number; readonly evaluated: number },
  timings: Timings,
): GenerateResult {
  if (typeof finish === 'object') return { kind: 'cancelled', reason: finish.stopped };
  const counters = { reused, evaluated, generated };
  return {
    kind: 'shown',
    value: { text: lead + text, holes, finishReason: finish, counters, drafts, timings },
  };
}

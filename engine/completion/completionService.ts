// Answers completions and warm-ups of all documents: layout, prompt, KV cache, decoder, in turns.
// Must not know the binding, the wire or the editor; owners are opaque keys of connection and document.

import { KvCache } from '../computing/kvCache.ts';
import type { Pending } from '../computing/pending.ts';
import type { Job, JobTurn, Scheduler, StopReason } from '../computing/scheduler.ts';
import { Stopwatch } from '../computing/stopwatch.ts';
import { Alternatives, type AnsweredQuestion } from '../decoding/alternatives.ts';
import { ByteTrie } from '../decoding/byteTrie.ts';
import { candidateRequest, Decoder } from '../decoding/decoder.ts';
import type { DecodeResult } from '../decoding/growingAnswer.ts';
import { NamedDecoder } from '../decoding/namedDecoder.ts';
import type { NameBelief } from '../decoding/nameGuide.ts';
import type { InferenceBackend } from '../llama/backend.ts';
import { defaultLayoutRules, type LayoutRules } from '../prompt/layout.ts';
import { PromptPlanner } from '../prompt/promptPlanner.ts';
import type { NamesParams } from '../protocol/documentProtocol.ts';
import type { ExplainedRun } from '../protocol/explainProtocol.ts';
import type {
  CompleteParams,
  CompleteResult,
  GeneratedText,
  PromptFamily,
  ReferenceParams,
  ReferenceResult,
  WarmParams,
  WarmResult,
} from '../protocol/protocol.ts';
import { CompletionRun, type Waiter } from './completionRun.ts';
import { Explanations } from './explanations.ts';
import { NamesAtCursor } from './namesAtCursor.ts';
import { ReferenceCode } from './referenceCode.ts';
import { isLessUrgent, priorityOf } from './urgency.ts';

/** The prompt's end, as far as n-grams look back. */
const lookupTokens = 16;

/** What the product leaves at its defaults and an evaluation varies or shares between services. */
export interface CompletionServiceOptions {
  readonly cache: KvCache;
  readonly trie: ByteTrie;
  readonly family: PromptFamily;
  readonly rules: LayoutRules;
  /** Other answers that are computed for every question and judged by the text that follows; 0 for none. */
  readonly judgedAlternatives: number;
  /** How far names that are told of are believed. */
  readonly nameBelief: NameBelief;
  /** Measured on this machine; prompts that take too long to evaluate are answered from the near part of the window. */
  readonly prefillTokensPerSecond: number;
}

export class CompletionService {
  private readonly backend: InferenceBackend;
  private readonly scheduler: Scheduler;
  private readonly now: () => number;
  private readonly cache: KvCache;
  private readonly planner: PromptPlanner;
  private readonly namedDecoder: NamedDecoder;
  private readonly alternatives: Alternatives;
  private readonly judgedAlternatives: number;
  private readonly explanations: Explanations;
  private current: CompletionRun | undefined;
  private warming: Job<WarmResult> | undefined;
  private readonly backgroundJobs = new Set<{ readonly owner: string; readonly job: Job<unknown> }>();
  private readonly reference: ReferenceCode;
  private readonly names: NamesAtCursor;

  constructor(
    backend: InferenceBackend,
    scheduler: Scheduler,
    now: () => number,
    options: Partial<CompletionServiceOptions> = {},
  ) {
    this.backend = backend;
    this.scheduler = scheduler;
    this.now = now;
    this.cache = options.cache ?? new KvCache(backend);
    this.planner = new PromptPlanner({
      vocabulary: backend.vocabulary,
      family: options.family ?? backend.family,
      rules: options.rules ?? defaultLayoutRules,
      cache: this.cache,
      tokensPerSequence: backend.tokensPerSequence,
      prefillTokensPerSecond: options.prefillTokensPerSecond ?? Number.POSITIVE_INFINITY,
    });
    this.reference = new ReferenceCode((text) => backend.vocabulary.tokenize(text));
    this.names = new NamesAtCursor(options.nameBelief);
    const trie = options.trie ?? new ByteTrie(backend.vocabulary.tokenBytes);
    const decoder = new Decoder(this.cache, backend.vocabulary, trie);
    this.namedDecoder = new NamedDecoder(this.cache, decoder);
    this.alternatives = new Alternatives(this.cache, decoder, backend.vocabulary);
    this.explanations = new Explanations(backend.vocabulary);
    this.judgedAlternatives = options.judgedAlternatives ?? 0;
  }

  /**
   * Rejects only for faults; a newer completion of any document ends this one as `superseded`, but a prefetch ends
   * no keystroke's, and what is asked aside ends nothing: it is the one that goes.
   */
  complete(owner: string, params: CompleteParams): Pending<CompleteResult> {
    let waiter: Waiter | undefined;
    const result = new Promise<CompleteResult>((settle, fail) => {
      waiter = { params, arrivedAtMs: this.now(), settle, fail };
      if (isLessUrgent(params.purpose, this.current?.currentWaiter.params.purpose)) {
        settle({ kind: 'cancelled', reason: 'preempted' });
        return;
      }
      if (this.current?.adopt(owner, waiter) === true) return;
      this.current?.stop('superseded');
      void this.start(owner, waiter);
    });
    return {
      result,
      cancel: () => {
        if (this.current?.currentWaiter === waiter) this.current?.stop('cancelled');
      },
    };
  }

  /** Evaluates a document's prompt without an answer; yields to everything. */
  warm(owner: string, params: WarmParams): Pending<WarmResult> {
    this.warming?.stop('superseded');
    const job = this.scheduler.submit(
      { priority: 'warming', whenPreempted: 'stop' },
      async (turn): Promise<WarmResult> => {
        const total = { reused: 0, evaluated: 0, generated: 0 };
        if ((await turn.next()) !== undefined) return { kind: 'preempted', counters: total };
        for (const prompt of this.planner.warmingPlan(owner, params)) {
          const prefill = await this.cache.prefill(prompt.owner, prompt.tokens, undefined, turn);
          total.reused += prefill.reused;
          total.evaluated += prefill.evaluated;
          if (prefill.stopped !== undefined) return { kind: 'preempted', counters: total };
        }
        this.planner.widened(owner);
        return { kind: 'warm', counters: total };
      },
    );
    this.warming = job;
    return this.background(owner, job);
  }

  /** Indexes code that a document's answers may repeat; yields to everything. */
  refer(owner: string, params: ReferenceParams): Pending<ReferenceResult> {
    const job = this.scheduler.submit({ priority: 'warming', whenPreempted: 'stop' }, async (turn) => {
      const goesOn = async () => (await turn.next()) === undefined;
      return { kind: (await goesOn()) ? await this.reference.set(owner, params, goesOn) : 'preempted' };
    });
    return this.background(owner, job);
  }

  /** Names for the place that a request's `nameId` means. */
  readonly tellNames = (owner: string, names: NamesParams): void => this.names.set(owner, names);

  /** A job that is not to bring back what its document's closing let go. */
  private background<T>(owner: string, job: Job<T>): Pending<T> {
    const entry = { owner, job };
    this.backgroundJobs.add(entry);
    const forget = () => this.backgroundJobs.delete(entry);
    job.done.then(forget, forget);
    return { result: job.done, cancel: () => job.stop('cancelled') };
  }

  /** Forgets the documents of these owners; their KV sequences are the first to be reused. */
  release(isOwner: (owner: string) => boolean): void {
    for (const { owner, job } of this.backgroundJobs) if (isOwner(owner)) job.stop('cancelled');
    this.planner.release(isOwner);
    this.reference.release(isOwner);
    this.names.release(isOwner);
    this.explanations.release(isOwner);
    if (this.current !== undefined && isOwner(this.current.owner)) this.current.stop('cancelled');
  }

  /** How much is held for these owners' documents, apart from the KV cache. */
  holdings(isOwner: (owner: string) => boolean) {
    return {
      layouts: this.planner.layoutsOf(isOwner),
      references: this.reference.documentsOf(isOwner),
      names: this.names.documentsOf(isOwner),
      explanations: this.explanations.runsOf(isOwner),
    };
  }

  /** The last runs that ended with an answer, newest first. Computes nothing. */
  explain(isOwner: (owner: string) => boolean): readonly ExplainedRun[] {
    return this.explanations.explain(isOwner);
  }

  /** Never rejects: a fault goes to whoever waits by then. */
  private async start(owner: string, waiter: Waiter): Promise<void> {
    const run = new CompletionRun(owner, waiter);
    this.current = run;
    const { purpose } = waiter.params;
    const job = this.scheduler.submit({ priority: priorityOf(purpose), whenPreempted: 'stop' }, (turn) =>
      this.execute(owner, waiter, run, turn),
    );
    run.stop = (reason) => job.stop(reason);
    run.raise = (wanted) => job.raise(priorityOf(wanted));
    try {
      const unserved = run.finish(await job.done, this.now());
      if (unserved === undefined) return;
      if (this.current === run) void this.start(owner, unserved);
      else unserved.settle({ kind: 'cancelled', reason: 'superseded' });
    } catch (error: unknown) {
      run.fail(error);
    } finally {
      if (this.current === run) this.current = undefined;
    }
  }

  private async execute(
    owner: string,
    waiter: Waiter,
    run: CompletionRun,
    turn: JobTurn,
  ): Promise<CompleteResult> {
    const stopwatch = new Stopwatch(waiter.arrivedAtMs, this.now);
    const { params } = waiter;
    const stopped = await turn.next();
    if (stopped !== undefined) return { kind: 'cancelled', reason: stopped };
    stopwatch.lap('queueMs');
    const isPrefetch = run.currentWaiter.params.purpose === 'prefetch';
    if (isPrefetch && this.planner.wouldMove(owner, params))
      return { kind: 'silent', reason: 'promptWouldMove' };
    const prompt = this.planner.plan(owner, params);
    stopwatch.lap('tokenizeMs');
    const request = candidateRequest(prompt.forced);
    const prefill = await this.cache.prefill(prompt.owner, prompt.tokens, request, turn);
    stopwatch.lap('prefillMs');
    if (prefill.stopped !== undefined) return { kind: 'cancelled', reason: prefill.stopped };
    const roomTokens = this.backend.tokensPerSequence - prompt.tokens.length;
    const { sequence, candidates } = prefill;
    const start = {
      sequence,
      candidates,
      forced: prompt.forced,
      limits: () => run.limits,
      roomTokens,
      tail: prompt.tokens.slice(-lookupTokens),
      copySources: this.reference.sourcesOf(owner),
      made: [],
    };
    const onText = (text: string) => {
      if (text !== '') stopwatch.firstToken();
      run.hear(text);
    };
    const names = () => this.names.guideFor(owner, params);
    const answered = await this.namedDecoder.decode(start, names, turn, onText);
    const { first } = answered;
    if (typeof first.finish === 'object') return { kind: 'cancelled', reason: first.finish.stopped };
    if ((await turn.next()) === undefined)
      this.explanations.keep({
        owner,
        documentUri: params.documentUri,
        // Of whoever waits by now: a run may have been taken over.
        purpose: run.currentWaiter.params.purpose,
        isManual: run.currentWaiter.params.isManual === true,
        tokens: prompt.tokens,
        forced: prompt.forced,
        reused: prefill.reused,
        isNear: prompt.owner !== owner,
        result: first,
      });
    const ranked = await this.ranked({ prompt, ...answered }, run, turn);
    if (typeof ranked === 'string') return { kind: 'cancelled', reason: ranked };
    const [decoded = first, ...others] = ranked;
    stopwatch.lap('decodeMs');
    const counters = {
      reused: prefill.reused,
      evaluated: prefill.evaluated,
      generated: first.choices.length,
    };
    const isAskedForMore = run.currentWaiter.params.alternatives !== undefined;
    const alternatives = isAskedForMore ? { alternatives: others.map(toAnswer) } : {};
    return {
      kind: 'shown',
      value: { ...toAnswer(decoded), ...alternatives, counters, timings: stopwatch.timings() },
    };
  }

  /** The answers to show, best first; a single one unless others are wanted or judged. Why not when it was stopped. */
  private async ranked(
    answered: AnsweredQuestion,
    run: CompletionRun,
    turn: JobTurn,
  ): Promise<readonly DecodeResult[] | StopReason> {
    const { params } = run.currentWaiter;
    const count = Math.max(params.alternatives ?? 0, this.judgedAlternatives);
    if (count === 0) return [answered.first];
    const others = await this.alternatives.decode(answered, count, turn);
    if (typeof others === 'string') return others;
    const all = [answered.first, ...others];
    if (this.judgedAlternatives === 0) return all;
    return await this.alternatives.ranked(answered.prompt, all, params.after, turn);
  }
}

function toAnswer({ text, tokens, finish }: DecodeResult): GeneratedText {
  if (typeof finish === 'object') throw new Error('A stopped answer is none.');
  return { text, tokens, finishReason: finish };
}

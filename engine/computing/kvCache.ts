// The KV cache as seen by the engine: mirrors what each sequence holds and brings one to a wanted prompt.
// Must not know documents, text or protocols; owners are opaque keys.
import {
  BackendUnavailableError,
  type Candidate,
  type CandidateRequest,
  type InferenceBackend,
} from '../llama/backend.ts';
import { type LiveSequence, planKv } from './kvPlan.ts';
import type { JobTurn, StopReason } from './scheduler.ts';

/**
 * Tokens of one evaluate call. Nothing stops inside a call, and flash attention's fast kernel starts at 64
 * rows: 64 stops after 142 ms at most, 512 after 559 (measured, 2 cores).
 */
export const prefillChunkTokens = 64;

export interface PrefillResult {
  readonly sequence: number;
  readonly reused: number;
  readonly evaluated: number;
  /** What follows the prompt; empty when stopped or when none were asked for. */
  readonly candidates: readonly Candidate[];
  readonly stopped: StopReason | undefined;
}

export class KvCache {
  private readonly backend: InferenceBackend;
  private readonly live: LiveSequence[];
  private useCount = 0;

  constructor(backend: InferenceBackend) {
    this.backend = backend;
    this.live = Array.from({ length: backend.sequences }, () => emptySequence);
  }

  /** Whether a guess of several tokens is checked in one step. */
  get checksGuesses(): boolean {
    return this.backend.checksGuesses;
  }

  /** Whether the odds of boosted tokens are told as the model has them. */
  get keepsOddsOfBoosted(): boolean {
    return this.backend.keepsOddsOfBoosted;
  }

  /** Nothing more is appended to the sequence for now. */
  async settle(sequence: number): Promise<void> {
    await this.backend.settle(sequence);
  }

  /** Tokens of a prompt that would have to be evaluated. */
  missing(owner: string, prompt: readonly number[]): number {
    return prompt.length - planKv(this.live, prompt, owner).keep;
  }

  /** Brings a sequence to exactly `prompt`, in chunks, asking `turn` between them. */
  async prefill(
    owner: string,
    prompt: readonly number[],
    request: CandidateRequest | undefined,
    turn: JobTurn,
  ): Promise<PrefillResult> {
    const { sequence, keep } = planKv(this.live, prompt, owner);
    await this.keepFirst(sequence, keep, owner);
    const progress = { sequence, reused: keep, evaluated: 0, candidates: [] as readonly Candidate[] };
    for (let start = keep; start < prompt.length; start += prefillChunkTokens) {
      const stopped = await turn.next();
      if (stopped !== undefined) return { ...progress, stopped };
      const chunk = prompt.slice(start, start + prefillChunkTokens);
      const isLast = start + prefillChunkTokens >= prompt.length;
      progress.candidates = await this.append(sequence, chunk, isLast ? request : undefined);
      progress.evaluated += chunk.length;
    }
    if (request === undefined) {
      const computed = prompt.length - (await this.missingAhead(sequence, prompt.length - keep));
      if (computed < prompt.length) {
        await this.keepFirst(sequence, computed, owner);
        return { ...progress, evaluated: Math.max(0, computed - keep), stopped: 'cancelled' };
      }
    }
    // A call that was interrupted has no candidates, and nobody to want them.
    return { ...progress, stopped: await turn.next() };
  }

  /**
   * Tokens at the sequence's end that are not computed. Nobody waits for them: where what computes cannot be asked, it is
   * as if all that was new had been given up.
   */
  private async missingAhead(sequence: number, added: number): Promise<number> {
    try {
      return await this.backend.settle(sequence);
    } catch (error: unknown) {
      if (error instanceof BackendUnavailableError) return added;
      throw error;
    }
  }

  /** Appends tokens behind what the sequence holds, in one call. */
  async append(
    sequence: number,
    tokens: readonly number[],
    request: CandidateRequest | undefined,
  ): Promise<readonly Candidate[]> {
    return await this.holding(sequence, tokens, this.backend.evaluate(sequence, tokens, request));
  }

  /** As `append`, with what follows each of the tokens. */
  async appendEach(
    sequence: number,
    tokens: readonly number[],
    request: CandidateRequest,
  ): Promise<readonly (readonly Candidate[])[]> {
    return await this.holding(sequence, tokens, this.backend.evaluateEach(sequence, tokens, request));
  }

  /** Tokens that a sequence holds. */
  held(sequence: number): number {
    return this.at(sequence).tokens.length;
  }

  /** Erases the last tokens of a sequence. */
  async dropLast(sequence: number, count: number): Promise<void> {
    if (count === 0) return;
    const { tokens, owner } = this.at(sequence);
    await this.keepFirst(sequence, tokens.length - count, owner);
  }

  private async holding<T>(sequence: number, tokens: readonly number[], evaluated: Promise<T>): Promise<T> {
    const before = this.at(sequence);
    // Until the call returns, nobody knows what the sequence holds: after a fault it counts as empty.
    this.live[sequence] = { ...before, tokens: [] };
    const result = await evaluated;
    this.live[sequence] = { ...before, tokens: [...before.tokens, ...tokens] };
    return result;
  }

  /** Evaluates the last token again, to read its candidates under another request. */
  async rereadLast(sequence: number, request: CandidateRequest): Promise<readonly Candidate[]> {
    const last = this.at(sequence).tokens.at(-1);
    if (last === undefined) throw new Error('Nothing to read again: the sequence is empty.');
    await this.dropLast(sequence, 1);
    return await this.append(sequence, [last], request);
  }

  /** Forgets whose prompts these are; the sequences are the first to be taken for others. */
  release(isOwner: (owner: string) => boolean): void {
    for (const [index, sequence] of this.live.entries()) {
      if (sequence.owner !== undefined && isOwner(sequence.owner)) {
        this.live[index] = { ...sequence, owner: undefined };
      }
    }
  }

  private async keepFirst(sequence: number, count: number, owner: string | undefined): Promise<void> {
    await this.backend.keepFirst(sequence, count);
    this.useCount++;
    this.live[sequence] = {
      tokens: this.at(sequence).tokens.slice(0, count),
      owner,
      lastUse: this.useCount,
    };
  }

  private at(sequence: number): LiveSequence {
    const live = this.live[sequence];
    if (live === undefined) throw new Error(`There is no KV sequence ${sequence}.`);
    return live;
  }
}

const emptySequence: LiveSequence = { tokens: [], owner: undefined, lastUse: 0 };

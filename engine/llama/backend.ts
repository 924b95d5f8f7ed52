// The interface between the engine and whatever computes, a library or a server: tokens in, candidates out.
// Must not know prompts, documents or scheduling.

import type { ControlTokens } from '../gguf/controlTokens.ts';
import type {
  LoadParams,
  MeasuredSpeed,
  ModelShape,
  PromptFamily,
  UnavailableReason,
} from '../protocol/protocol.ts';

/** A possible next token with its probability among those that were asked for. */
export interface Candidate {
  readonly token: number;
  /** 0 to 1, normalised over the candidates returned. */
  readonly probability: number;
}

export interface CandidateRequest {
  /** How many of the likeliest tokens to return. Up to 2,000 costs nothing that can be measured. */
  readonly count: number;
  /** Only these may come first: their logits are raised above all others. Empty for none. */
  readonly boosted: readonly number[];
  /** What must be written next. Who can constrain its choice looks beyond the likeliest for it; nobody has to. */
  readonly forced?: Uint8Array;
}

export interface Vocabulary {
  /** Exact bytes of each text token by id; undefined for control and unused ids. */
  readonly tokenBytes: readonly (Uint8Array | undefined)[];
  readonly control: ControlTokens;
  /** Tokens of plain text. The text of a control token is text here, never the token. */
  tokenize(text: string): number[];
}

export interface ContextSize {
  readonly tokensPerSequence: number;
  readonly sequences: number;
}

/**
 * A loaded model with a KV cache of some sequences of equal size. Calls are never concurrent, but for `interrupt` and
 * those of another context where `runsBeside`.
 */
export interface InferenceBackend {
  readonly shape: ModelShape;
  readonly family: PromptFamily;
  /** Whether it was trained to answer in turns. */
  readonly canChat: boolean;
  readonly vocabulary: Vocabulary;
  readonly sequences: number;
  readonly tokensPerSequence: number;
  /** The most that compute at once. */
  readonly threads: number;
  readonly gpu?: string | undefined;
  readonly gpuFailure?: string | undefined;
  /** Whether a guess of several tokens is checked in one batch; otherwise each costs a step of its own. */
  readonly checksGuesses: boolean;
  /** Whether the odds of boosted tokens are told as the model has them; otherwise boosting makes them look certain. */
  readonly keepsOddsOfBoosted: boolean;
  /** Whether conversations are computed beside completions: whoever computes has a queue of its own. */
  readonly runsBeside: boolean;
  /** Erases all but the first `count` tokens of a sequence. */
  keepFirst(sequence: number, count: number): Promise<void>;
  /**
   * Appends tokens to a sequence and, where asked, returns the candidates that follow the last one, likeliest
   * first; none where it was interrupted. A library cannot be stopped inside: callers choose small batches.
   * @throws BackendUnavailableError when a server cannot be asked
   */
  evaluate(
    sequence: number,
    tokens: readonly number[],
    candidates: CandidateRequest | undefined,
  ): Promise<readonly Candidate[]>;
  /** As `evaluate`, and returns what follows each of the tokens: one batch checks a guess of several tokens. */
  evaluateEach(
    sequence: number,
    tokens: readonly number[],
    candidates: CandidateRequest,
  ): Promise<readonly (readonly Candidate[])[]>;
  /**
   * Nothing more is appended to the sequence for now: what is not computed yet is, and what runs ahead ends. Answers how
   * many tokens at its end are not computed: some only where it was interrupted.
   */
  settle(sequence: number): Promise<number>;
  /** Nobody wants the call under way any more: it ends early where it can. */
  interrupt(): void;
  measureSpeed(): Promise<MeasuredSpeed>;
  /**
   * The same weights with a KV cache of its own; disposing of it frees that alone.
   * @throws EngineError `outOfMemory`
   */
  openContext(size: ContextSize): Promise<InferenceBackend>;
  dispose(): Promise<void>;
}

/** What computes cannot be asked now, for a reason that requests end with. */
export class BackendUnavailableError extends Error {
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BackendUnavailableError';
    this.reason = reason;
  }
}

export type LoadBackend = (
  params: LoadParams,
  onProgress: (fraction: number) => void,
) => Promise<InferenceBackend>;

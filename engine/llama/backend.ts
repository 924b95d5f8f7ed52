// The interface between the engine and an inference library: tokens in, candidates out, one call at a time.
// Must not know prompts, documents or scheduling.

import type { ControlTokens } from '../gguf/controlTokens.ts';
import type { LoadParams, MeasuredSpeed, ModelShape, PromptFamily } from '../protocol/protocol.ts';

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

/** A loaded model with a KV cache of some sequences of equal size. Calls are never concurrent. */
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
  /** Erases all but the first `count` tokens of a sequence. */
  keepFirst(sequence: number, count: number): Promise<void>;
  /**
   * Appends tokens to a sequence and, where asked, returns the candidates that follow the last one, likeliest
   * first. Nothing can stop it inside: callers choose small batches.
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
  measureSpeed(): Promise<MeasuredSpeed>;
  /**
   * The same weights with a KV cache of its own; disposing of it frees that alone.
   * @throws EngineError `outOfMemory`
   */
  openContext(size: ContextSize): Promise<InferenceBackend>;
  dispose(): Promise<void>;
}

export type LoadBackend = (
  params: LoadParams,
  onProgress: (fraction: number) => void,
) => Promise<InferenceBackend>;

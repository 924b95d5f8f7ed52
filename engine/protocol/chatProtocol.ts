// Messages about conversations with the model: prompting and rewriting. Shared by both processes like `protocol.ts`.
// Must not know what is asked for, nor how an answer is generated.
import { ParameterStructures, ProgressType, RequestType } from 'vscode-jsonrpc';
import type { EngineErrorData, FinishReason, Outcome, Timings, TokenCounters } from './protocol.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

export interface GenerateParams {
  /** Names the `generatedText` messages of this request. */
  readonly generationId: string;
  /** Key of the KV prefix to reuse: requests of one conversation, or of one kind, share their beginning. */
  readonly conversation: string;
  readonly messages: readonly ChatMessage[];
  /** Text that the answer is made to begin with, such as an opening code fence. No part of what comes back. */
  readonly answerStart?: string;
  /** Text that the answer will mostly repeat: where it does, several tokens are checked in one step. */
  readonly draftFrom?: string;
  /** The answer ends before the first of these. */
  readonly stopTexts?: readonly string[];
  readonly maxTokens: number;
  /** Most tokens of prompt and answer together, when more than `defaultChatContextTokens` may be worth the memory. */
  readonly contextTokens?: number;
}

/** What a conversation's context holds unless a request asks for more. */
export const defaultChatContextTokens = 8192;

export interface Generation {
  readonly text: string;
  readonly finishReason: FinishReason;
  readonly counters: TokenCounters;
  /** Tokens guessed from `draftFrom`, and how many of them were what the model chose. */
  readonly drafts: { readonly proposed: number; readonly accepted: number };
  readonly timings: Timings;
}

/** A cancelled one ends without a value: what came so far was told by `generatedText`. */
export type GenerateResult = Outcome<Generation>;

export const generateRequest = new RequestType<GenerateParams, GenerateResult, EngineErrorData>(
  'generate',
  ParameterStructures.byName,
);
/** Text that came since the last message; empty while the prompt is read, as a sign of life. */
export const generatedText = new ProgressType<string>();

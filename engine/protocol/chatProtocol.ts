// Messages about conversations with the model: prompting and rewriting. Shared by both processes like `protocol.ts`.
// Must not know what is asked for, nor how an answer is generated.
import { ParameterStructures, ProgressType, RequestType } from 'vscode-jsonrpc';
import type { EngineErrorData } from './errorProtocol.ts';
import type { FinishReason } from './finishProtocol.ts';
import type { Outcome, Timings, TokenCounters } from './protocol.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

/** A piece of an answer that the model is given in parts: text that is forced, or a hole that it fills. */
export type FormPart = { readonly text: string } | { readonly hole: Hole };

/** What the model writes between forced texts, and where that ends. */
export interface Hole {
  /** It ends before the first of these. */
  readonly stopTexts: readonly string[];
  /** It ends before the first of these characters that stands in no bracket opened in it, behind other text. */
  readonly outsideBrackets?: string;
  /** It ends before its first line with fewer blanks in front, but for blank ones: a body, whose end is forced. */
  readonly indentedBy?: number;
  /** It ends behind so many sentences, and begins with a word: for words, not for code. */
  readonly maxSentences?: number;
  /** Its first token is the likeliest that begins so, and is no blank alone. */
  readonly startsWith?: string;
  /** Its text says something else than this, whatever the model would write first: what is asked for is a change. */
  readonly mayNotBe?: string;
  /** As in `GenerateParams`. */
  readonly draftFrom?: string;
  readonly maxTokens: number;
}

export interface FilledHole {
  readonly text: string;
  readonly finishReason: FinishReason;
}

export interface GenerateParams {
  /** Names the `generatedText` messages of this request. */
  readonly generationId: string;
  /** Key of the KV prefix to reuse: requests of one conversation, or of one kind, share their beginning. */
  readonly conversation: string;
  readonly messages: readonly ChatMessage[];
  /** Text that the answer is made to begin with, such as an opening code fence. No part of what comes back. */
  readonly answerStart?: string;
  /**
   * The answer in parts, behind `answerStart`: `stopTexts` and `draftFrom` are those of its holes then, and `maxTokens`
   * is what all of them together may have.
   */
  readonly form?: readonly FormPart[];
  /** The answer ends before the first line or sentence that it has had already: for words, not for code. */
  readonly endsAtRepeat?: boolean;
  /** Text that the answer will mostly repeat: where it does, several tokens are checked in one step. */
  readonly draftFrom?: string;
  /** The answer ends before the first of these. */
  readonly stopTexts?: readonly string[];
  readonly maxTokens: number;
  /** Most tokens of prompt and answer together, when more than `defaultChatContextTokens` may be worth the memory. */
  readonly contextTokens?: number;
}

/** An open answer is a form with one hole. */
export function formOf({
  form,
  stopTexts = [],
  draftFrom,
  maxTokens,
}: Pick<GenerateParams, 'form' | 'stopTexts' | 'draftFrom' | 'maxTokens'>): readonly FormPart[] {
  return form ?? [{ hole: { stopTexts, maxTokens, ...(draftFrom === undefined ? {} : { draftFrom }) } }];
}

/** What a conversation's context holds unless a request asks for more. */
export const defaultChatContextTokens = 8192;

export interface Generation {
  /** With what was forced between the holes of a form. */
  readonly text: string;
  /** What the model filled in, in order; of an answer without a form, all of it. */
  readonly holes: readonly FilledHole[];
  /** Of the last hole. */
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

// The message that asks what the model saw and how sure it was. Shared by both processes like `protocol.ts`.
// Must not know how runs are kept.
import { ParameterStructures, RequestType } from 'vscode-jsonrpc';
import type { EngineErrorData } from './errorProtocol.ts';
import type { FinishReason } from './finishProtocol.ts';
import type { CompletePurpose } from './protocol.ts';

/** One token of a prompt. Bytes of a character in several tokens all belong to the last of them. */
export interface PromptPiece {
  readonly text: string;
  readonly isControl: boolean;
}

/** One token that the model chose. */
export interface ChosenPiece {
  readonly text: string;
  /** 0 to 1, after healing and with what was copied from the surroundings. */
  readonly probability: number;
  /** The next likeliest token, where there was one, and its probability over the chosen one's. */
  readonly runnerUp?: { readonly text: string; readonly odds: number };
}

/** A run of the model from its prompt to its answer. */
export interface ExplainedRun {
  readonly documentUri: string;
  readonly purpose: CompletePurpose;
  /** Somebody asked for it, rather than typed. */
  readonly isManual: boolean;
  readonly prompt: readonly PromptPiece[];
  /** Tokens of the prompt that were in the KV cache; the rest was evaluated. */
  readonly reused: number;
  /** Only the near part of the window was sent, because the whole one was too cold. */
  readonly isNear: boolean;
  /** Text that was taken back from the prompt's end and that the answer had to begin with. */
  readonly forcedText: string;
  readonly answer: readonly ChosenPiece[];
  /** What of it became the answer's text. */
  readonly text: string;
  readonly finishReason: FinishReason;
}

export interface ExplainResult {
  /** Newest first. */
  readonly runs: readonly ExplainedRun[];
}

/** The last runs for documents of this connection that are still open. Computes nothing anew. */
export const explainRequest = new RequestType<Record<string, never>, ExplainResult, EngineErrorData>(
  'explain',
  ParameterStructures.byName,
);

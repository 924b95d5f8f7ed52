// Messages about copies of model files that are tuned to code. Shared by both processes like `protocol.ts`.
// Must not know how a file is tuned.
import { ParameterStructures, ProgressType, RequestType } from 'vscode-jsonrpc';
import type { EngineErrorData } from './errorProtocol.ts';

/** Which tokens of plain text a tuned model keeps; see `engine/copies/tuning/vocabulary.ts` for those kept in any case. */
export interface VocabularyRule {
  /** Whether text beyond ASCII is left to the tokens of single bytes. */
  readonly asciiOnly: boolean;
  /** Ids from here on are dropped: byte-level BPE numbers tokens by how early they were worth having. */
  readonly maxId: number;
}

/** Raised when the same rule makes another file. */
export const tuningVersion = 1;

export interface TuneParams {
  readonly modelPath: string;
  /** Where the copy goes; its folder is made, and an older file there replaced. */
  readonly targetPath: string;
  readonly rule: VocabularyRule;
  /** Names the `tuneProgress` messages of this request. */
  readonly progressToken: string;
}

export type TuneResult =
  | {
      readonly kind: 'tuned';
      readonly bytesBefore: number;
      readonly bytesAfter: number;
      readonly tokensBefore: number;
      readonly tokensAfter: number;
    }
  /** The file is a tuned copy itself. */
  | { readonly kind: 'alreadyTuned' }
  /** Nothing was left behind. */
  | { readonly kind: 'cancelled' };

/**
 * Makes a copy of a model file tuned to code and checks it against the original, which loads both. Takes seconds of
 * a processor: ask an engine of its own, not the one that completes.
 */
export const tuneRequest = new RequestType<TuneParams, TuneResult, EngineErrorData>(
  'tune',
  ParameterStructures.byName,
);
/** Fractions from 0 to 1. */
export const tuneProgress = new ProgressType<number>();

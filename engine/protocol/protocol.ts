// Every message between a client and the engine, once; with `*Protocol.ts` beside it all that `src/` may import of it.
import { NotificationType, ParameterStructures, RequestType } from 'vscode-jsonrpc';
import type { EngineErrorData, EngineErrorName } from './errorProtocol.ts';
import type { FinishReason } from './finishProtocol.ts';

/** Raised with every incompatible change of a message; both sides refuse a partner of another version. */
export const protocolVersion = 7;

export interface HelloParams {
  readonly protocolVersion: number;
  readonly client: string;
}

export interface HelloResult {
  readonly protocolVersion: number;
  readonly processId: number;
}

export interface LoadParams {
  readonly modelPath: string;
  /** Tokens that one KV sequence holds: prompt and answer together. */
  readonly contextTokens: number;
  /** KV sequences for files; each costs `contextTokens` × the model's KV bytes a token. */
  readonly sequences: number;
  /** Compute threads; 0 lets the engine choose from the number of physical cores. */
  readonly threads: number;
  /** Whether a graphics processor may compute; `off` when absent. */
  readonly gpu?: 'auto' | 'off';
  /** Computes instead of this machine, whose model file gives the vocabulary, and stands in where that is wanted. */
  readonly server?: {
    readonly url: string;
    readonly key?: string;
    readonly standsIn: boolean;
  };
}

/** How the model wants to be asked for code between two texts. */
export type PromptFamily = 'fillInTheMiddle' | 'leftContext';

/** The model's shape, read from the file's metadata, never from its name. */
export interface ModelShape {
  readonly architecture: string;
  readonly name: string;
  readonly quantization: string;
  readonly parameters: number;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly feedForwardSize: number;
  readonly queryHeads: number;
  readonly keyValueHeads: number;
  readonly headDimension: number;
  readonly ropeTheta: number;
  readonly trainedContextTokens: number;
  readonly vocabularySize: number;
  /** Bytes of KV cache for one token at f16. */
  readonly kvBytesPerToken: number;
}

export interface Serving {
  readonly by: 'server' | 'thisMachine' | 'nobody';
  readonly trouble?: UnavailableReason;
}

export interface LoadResult {
  readonly family: PromptFamily;
  readonly shape: ModelShape;
  readonly threads: number;
  readonly speed: MeasuredSpeed;
  /** Whether the model was trained to follow instructions in turns. */
  readonly canChat: boolean;
  /** `metal`, `cuda` or `vulkan` where that computes; where it was to and failed, why. */
  readonly gpu?: string;
  readonly gpuFailure?: string;
  /** Absent where no server was asked for. */
  readonly serving?: Serving;
}

/** Speeds measured on this machine with this model; clients turn milliseconds into characters with them. */
export interface MeasuredSpeed {
  readonly prefillTokensPerSecond: number;
  readonly decodeTokensPerSecond: number;
  /** Average characters of one token of code. */
  readonly charactersPerToken: number;
}

/**
 * A slice of a document around the cursor. `before` starts at a place that the client keeps while
 * the cursor stays in the same scope: when its start moves, the cached prompt is lost.
 */
export interface DocumentSlice {
  /** Key of the engine's state for this document, together with the connection. */
  readonly documentUri: string;
  readonly languageId: string;
  /** Slice from the window's start to the cursor, with `\n` line ends only. */
  readonly before: string;
  /** Slice from the cursor to the window's end, with `\n` line ends only. */
  readonly after: string;
}

/**
 * Who waits for an answer: someone who has just typed, or nobody yet, because it is for the place after the next one, or
 * `aside`, for another place; that is asked as a document of its own, and computed only while nothing else is.
 */
export type CompletePurpose = 'keystroke' | 'prefetch' | 'aside';

export interface CompleteParams extends DocumentSlice {
  /** A keystroke ends a running prefetch at once, or takes it over when it asks the same question. */
  readonly purpose: CompletePurpose;
  /**
   * Text that the model must take as written behind `before`: the rest of an open suggestion list's selected item.
   * The answer continues it and does not repeat it. Empty when none.
   */
  readonly forcedText: string;
  /** Most lines of the answer; 1 stops at the first line end. */
  readonly maxLines: number;
  /** What the lines of the block are indented by, in characters, where the answer is to end with that block. */
  readonly blockColumns?: number;
  /** What a statement's first line is indented by, in characters, where the answer is to end with that statement. */
  readonly statementColumns?: number;
  readonly maxTokens: number;
  /**
   * Below which nobody would see an answer: on its first line it is decoded only while its tokens together are at least
   * so likely. To its end when absent.
   */
  readonly leastProbability?: number;
  /** How long a prompt may take to evaluate before its near part is used instead. The engine's choice when absent. */
  readonly coldPrefillMs?: number;
  /** Somebody asked for it, rather than typed; only told when asked what the model saw. */
  readonly isManual?: boolean;
  /** The place of the name that is being written, where names for it may have been told of, or may yet be. */
  readonly nameId?: number;
  /** How many other answers are wanted beside the likeliest; each takes about as long. None when absent. */
  readonly alternatives?: number;
}

export type WarmParams = DocumentSlice;

/** A file around a document: imported by it, beside it, or looked at lately. */
export interface ReferenceText {
  readonly uri: string;
  readonly text: string;
}

/** Code whose names and phrases the answers for a document may repeat. What is undefined stays as it was. */
export interface ReferenceParams {
  readonly documentUri: string;
  /**
   * The document with `\n` line ends only, in two pieces: what stands above the line that is being written, and below
   * it. That line itself would predict its own unfinished end.
   */
  readonly own?: readonly string[];
  readonly others?: readonly ReferenceText[];
}

export interface ReferenceResult {
  /** `forgotten` when the files around it are not known any more: they are to be told anew. */
  readonly kind: 'indexed' | 'preempted' | 'forgotten';
}

export interface TokenCounters {
  /** Prompt tokens that were already in the KV cache. */
  readonly reused: number;
  /** Prompt tokens that had to be evaluated. */
  readonly evaluated: number;
  readonly generated: number;
}

/** Milliseconds by the engine's clock; `total` covers the request from arrival to answer. */
export interface Timings {
  readonly queueMs: number;
  readonly tokenizeMs: number;
  readonly prefillMs: number;
  readonly firstTokenMs: number;
  readonly decodeMs: number;
  readonly totalMs: number;
}

/** One generated token: its text after healing and the model's probability for it, 0 to 1. */
export interface GeneratedToken {
  readonly text: string;
  readonly probability: number;
}

export interface GeneratedText {
  readonly text: string;
  readonly tokens: readonly GeneratedToken[];
  readonly finishReason: FinishReason;
}

export interface Completion extends GeneratedText {
  /** Other answers, likeliest first; absent when none were asked for. */
  readonly alternatives?: readonly GeneratedText[];
  readonly counters: TokenCounters;
  readonly timings: Timings;
}

/** Reasons for which a request ends without anything to show, for the whole road from keystroke to ghost text. */
export type SilentReason =
  | 'disabled'
  /** Off for some minutes. */
  | 'snoozed'
  | 'documentKind'
  | 'documentTooLarge'
  /** A file of keys, credentials or the like. */
  | 'secretFile'
  /** Hidden by `.gitignore`, `.hearthignore` or the editor's `files.exclude`. */
  | 'ignoredFile'
  /** Whether the file is hidden is not known yet. */
  | 'rulesNotRead'
  | 'lineTooLong'
  | 'multipleCursors'
  | 'readOnly'
  | 'wordToTheRight'
  /** At the end of a line that an accepted suggestion has just finished. */
  | 'justAccepted'
  | 'inComment'
  | 'inString'
  | 'emptyAnswer'
  | 'repeatsNearbyText'
  | 'alreadyThere'
  /** Less likely right than the setting asks for. */
  | 'notConfident'
  /** The document would have more syntax errors with it. */
  | 'breaksSyntax'
  /** It would begin with a name that the language server says does not exist. */
  | 'unknownName'
  /** A prefetch that would cost the next keystroke its cached prompt. */
  | 'promptWouldMove';

export type CancelledReason = 'superseded' | 'cancelled' | 'documentChanged' | 'preempted';

export type UnavailableReason =
  | 'noModel'
  | 'modelInvalid'
  | 'engineStarting'
  | 'engineCrashed'
  | 'engineFailed'
  | 'timedOut'
  /** The model was not trained to follow instructions. */
  | 'noChat'
  /** The messages leave no room for an answer. */
  | 'promptTooLong'
  | 'outOfMemory'
  /** Of a server; what each means stands with `serverTroubles`. */
  | 'serverGone'
  | 'serverSlow'
  | 'serverFull'
  | 'serverKey'
  | 'serverModel'
  | 'serverCutOff'
  | 'serverNotOne'
  | 'serverUnfit';

/** How a request ends: the one union of the whole product. `T` is what is shown. */
export type Outcome<T> =
  | { readonly kind: 'shown'; readonly value: T }
  | { readonly kind: 'silent'; readonly reason: SilentReason }
  | { readonly kind: 'cancelled'; readonly reason: CancelledReason }
  | { readonly kind: 'unavailable'; readonly reason: UnavailableReason };

/** What the engine itself can answer to a completion. */
export type CompleteResult = Outcome<Completion>;

export interface WarmResult {
  readonly kind: 'warm' | 'preempted';
  readonly counters: TokenCounters;
}

export type EngineStatus =
  | { readonly state: 'idle' }
  /** `progress` from 0 to 1. */
  | { readonly state: 'loading'; readonly progress: number }
  | { readonly state: 'ready' }
  | { readonly state: 'failed'; readonly error: EngineErrorName; readonly message: string };

const byName = ParameterStructures.byName;

export const helloRequest = new RequestType<HelloParams, HelloResult, EngineErrorData>('hello', byName);
export const loadRequest = new RequestType<LoadParams, LoadResult, EngineErrorData>('load', byName);
export const completeRequest = new RequestType<CompleteParams, CompleteResult, EngineErrorData>(
  'complete',
  byName,
);
export const warmRequest = new RequestType<WarmParams, WarmResult, EngineErrorData>('warm', byName);
export const referenceRequest = new RequestType<ReferenceParams, ReferenceResult, EngineErrorData>(
  'reference',
  byName,
);
export const statusNotification = new NotificationType<EngineStatus>('status', byName);

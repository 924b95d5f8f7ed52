// Messages about model files and memory: what a file says of itself, what the process holds. Shared by both processes
// like `protocol.ts`. Must not know how files are read.
import { ParameterStructures, ProgressType, RequestType } from 'vscode-jsonrpc';
import type { EngineErrorData } from './errorProtocol.ts';
import type { ModelShape, PromptFamily } from './protocol.ts';

export interface InspectParams {
  readonly modelPath: string;
}

/** A group of tensors of one type. */
export interface TensorGroup {
  /** `Q4_0`, `F32`, …; of several types the one with most bytes. */
  readonly type: string;
  readonly parameters: number;
  readonly bytes: number;
}

/** The file's tensors by the part that they play. */
export interface ModelWeights {
  /** Of all tensors together. */
  readonly bytes: number;
  /** The matrix that turns tokens into vectors. */
  readonly embedding: TensorGroup;
  /** The matrix that turns vectors into tokens; undefined when the embedding serves for it too. */
  readonly outputHead: TensorGroup | undefined;
  /** The matrices of all layers. */
  readonly layerMatrices: TensorGroup;
  /** Those of them that make keys and values, which may be finer than the others. */
  readonly keysAndValues: TensorGroup;
  /** Norms and biases. */
  readonly vectors: TensorGroup;
}

export interface InspectResult {
  readonly fileBytes: number;
  readonly shape: ModelShape;
  readonly family: PromptFamily;
  readonly canChat: boolean;
  /** What `general.license` says. */
  readonly licence: string | undefined;
  /** The file's metadata by their GGUF names, without lists and long texts. */
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
  readonly weights: ModelWeights;
}

export interface MemoryResult {
  /** What the engine's process holds in memory. */
  readonly residentBytes: number;
  /** Of these the pages of files, the model's first of all: the system takes them back when memory is short. */
  readonly mappedFileBytes: number | undefined;
}

export interface ConvertParams {
  readonly modelPath: string;
  /** Where the copy in Q4_0 goes; an older file there is replaced. */
  readonly targetPath: string;
  /** Names the `convertProgress` messages of this request. */
  readonly progressToken: string;
}

export type ConvertResult =
  | { readonly kind: 'converted'; readonly bytesBefore: number; readonly bytesAfter: number }
  /** Nothing was left behind. */
  | { readonly kind: 'cancelled' };

/** Reads a file's header, loads no weights, and disturbs nothing that runs. */
export const inspectRequest = new RequestType<InspectParams, InspectResult, EngineErrorData>(
  'inspect',
  ParameterStructures.byName,
);
export const memoryRequest = new RequestType<Record<string, never>, MemoryResult, EngineErrorData>(
  'memory',
  ParameterStructures.byName,
);
/** Takes a processor for seconds: ask an engine of its own, not the one that completes. */
export const convertRequest = new RequestType<ConvertParams, ConvertResult, EngineErrorData>(
  'convert',
  ParameterStructures.byName,
);
/** Fractions from 0 to 1. */
export const convertProgress = new ProgressType<number>();

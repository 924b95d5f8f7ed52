// The memory calculator: what a model costs with a context length and a quantization, in bytes. Pure.
// Must not read files or machines; both are given.
import type { InspectResult, ModelWeights, TensorGroup } from '../../../engine/protocol/modelProtocol.ts';

/** How llama.cpp lays out weights for a processor. Only AMX needs more room than the file. */
export type WeightPacking = 'rows' | 'amx';

export const quantizations = ['file', 'Q4_0', 'Q5_0', 'Q8_0', 'F16'] as const;
/** `file` for what stands in the file; the others are what converting it would make. */
export type Quantization = (typeof quantizations)[number];

export interface MemoryQuestion {
  readonly contextTokens: number;
  /** Files whose prompts are kept at once; each has a KV cache of its own. */
  readonly sequences: number;
  readonly quantization: Quantization;
  readonly packing: WeightPacking;
}

export interface MemoryEstimate {
  readonly weightBytes: number;
  readonly kvCacheBytes: number;
  /** Everything else that the engine's process holds: runtime, vocabulary, results of one chunk. */
  readonly workingBytes: number;
  readonly totalBytes: number;
}

const mebibyte = 1024 * 1024;
/** Node, the binding and both their libraries, before a model is loaded (measured). */
const runtimeBytes = 84 * mebibyte;
/** Text, bytes, ids and merges of a token, on both sides of the binding (measured). */
const bytesPerVocabularyToken = 1250;
/** Prompts are evaluated in chunks of so many tokens; each has a logit for every token of the vocabulary. */
const chunkTokens = 64;
const logitBytes = 4;
const activationBytes = 8 * mebibyte;
/** N-grams of the documents worked on and the files around them, and the tokens of their lines: most of one window. */
const codeAtHandBytes = 21 * mebibyte;

const valuesPerBlock = 32;
const blockBytes = { Q4_0: 18, Q5_0: 22, Q8_0: 34, F16: 64 } as const;
/** AMX keeps a 32-bit sum beside each block of Q8_0. */
const amxBytesPerQ8Block = 4;
/** Types that llama.cpp packs for the processor; a packed head can no longer serve as the embedding. */
const packedTypes: ReadonlySet<string> = new Set(['Q4_0', 'Q8_0']);

/** What the estimate has to know of a model. */
export interface MemoryShape {
  readonly shape: Pick<InspectResult['shape'], 'vocabularySize' | 'kvBytesPerToken'>;
  readonly weights: ModelWeights;
}

export function estimateMemory(model: MemoryShape, question: MemoryQuestion): MemoryEstimate {
  const { shape } = model;
  const weights = weightsAs(model.weights, question.quantization);
  const weightBytes = bytesInMemory(weights, question.packing);
  const kvCacheBytes = question.contextTokens * question.sequences * shape.kvBytesPerToken;
  const chunkBytes = chunkTokens * shape.vocabularySize * logitBytes + activationBytes;
  const workingBytes =
    runtimeBytes + shape.vocabularySize * bytesPerVocabularyToken + chunkBytes + codeAtHandBytes;
  return { weightBytes, kvCacheBytes, workingBytes, totalBytes: weightBytes + kvCacheBytes + workingBytes };
}

/**
 * Weights as Hearth's conversion, for Q4_0, and llama.cpp's quantizer would write them: norms and biases stay, a Q4_0 or Q5_0 model's head becomes Q8_0,
 * because this family's rows of 896 values are no whole blocks of Q6_K.
 */
export function weightsAs(weights: ModelWeights, quantization: Quantization): ModelWeights {
  if (quantization === 'file') return weights;
  const headType = quantization === 'F16' ? 'F16' : 'Q8_0';
  const isTied = weights.outputHead === undefined;
  const embedding = groupAs(weights.embedding, isTied ? headType : quantization);
  const outputHead = weights.outputHead === undefined ? undefined : groupAs(weights.outputHead, headType);
  const all = groupAs(weights.layerMatrices, quantization);
  // Hearth's own conversion gives keys and values eight bits.
  const coarse = groupAs(weights.keysAndValues, quantization);
  const keysAndValues = quantization === 'Q4_0' ? groupAs(weights.keysAndValues, 'Q8_0') : coarse;
  const layerMatrices = { ...all, bytes: all.bytes - coarse.bytes + keysAndValues.bytes };
  const { vectors } = weights;
  const bytes = embedding.bytes + (outputHead?.bytes ?? 0) + layerMatrices.bytes + vectors.bytes;
  return { bytes, embedding, outputHead, layerMatrices, keysAndValues, vectors };
}

function groupAs({ parameters }: TensorGroup, type: keyof typeof blockBytes): TensorGroup {
  return { type, parameters, bytes: (parameters / valuesPerBlock) * blockBytes[type] };
}

function bytesInMemory(weights: ModelWeights, packing: WeightPacking): number {
  const { embedding, layerMatrices, keysAndValues } = weights;
  const isCopied = weights.outputHead === undefined && packedTypes.has(embedding.type);
  const head = weights.outputHead ?? (isCopied ? embedding : undefined);
  const layers = layerMatrices.type === 'Q8_0' ? layerMatrices : keysAndValues;
  const copiedBytes = isCopied ? embedding.bytes : 0;
  const sumBytes = packing === 'amx' ? amxSumBytes(layers) + amxSumBytes(head) : 0;
  return weights.bytes + copiedBytes + sumBytes;
}

function amxSumBytes(group: TensorGroup | undefined): number {
  return group?.type === 'Q8_0' ? (group.parameters / valuesPerBlock) * amxBytesPerQ8Block : 0;
}

// Tells what a model file is from its header alone. Loads no weights and needs no binding.
// Must not know who asks, nor what the figures are used for.
import { type FileHandle, open } from 'node:fs/promises';
import { EngineError } from '../base/engineError.ts';
import type { InspectResult, ModelWeights, TensorGroup } from '../protocol/modelProtocol.ts';
import type { GgufHeader, TensorInfo } from './ggufHeader.ts';
import {
  elementsOf,
  elementText,
  type MetadataEntry,
  scalarOf,
  textOf,
  wholeNumberOf,
} from './metadataValues.ts';
import { type ModelMetadata, profileModel, requireArchitecture } from './modelProfile.ts';
import { readHeader } from './readHeader.ts';

/** Texts longer than this, such as chat templates, are no figures. */
const longestText = 200;
const embeddingName = 'token_embd.weight';
const outputHeadName = 'output.weight';
const keysAndValues = /\.attn_[kv]\.weight$/;

/** @throws EngineError `modelMissing`, `modelInvalid` or `modelUnsupported`. */
export async function inspectModel(modelPath: string): Promise<InspectResult> {
  const file = await openModel(modelPath);
  try {
    const { size } = await file.stat();
    return describeHeader(await readHeader(file), size);
  } finally {
    await file.close();
  }
}

async function openModel(modelPath: string): Promise<FileHandle> {
  try {
    const file = await open(modelPath);
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch (cause: unknown) {
    throw missing(modelPath, cause);
  }
  throw missing(modelPath, new Error('It is not a file.'));
}

function missing(modelPath: string, cause: unknown): EngineError {
  const message = `There is no readable model file at ${modelPath}. Choose another one.`;
  return new EngineError('modelMissing', message, { cause });
}

function describeHeader(header: GgufHeader, fileBytes: number): InspectResult {
  const entries = new Map(header.metadata.map((entry) => [entry.key, entry]));
  // Before all else: of another architecture nothing else need be there.
  requireArchitecture(textAt(entries, 'general.architecture'));
  const metadata = metadataOf(entries, header.tensors);
  const { shape, family, canChat } = profileModel(metadata);
  return {
    fileBytes,
    shape,
    family,
    canChat,
    licence: textAt(entries, 'general.license'),
    metadata: figuresOf(header.metadata),
    weights: weightsOf(header.tensors),
  };
}

function metadataOf(
  entries: ReadonlyMap<string, MetadataEntry>,
  tensors: readonly TensorInfo[],
): ModelMetadata {
  const number = (key: string): number | undefined => {
    const entry = entries.get(key);
    const value = entry === undefined ? undefined : scalarOf(entry);
    return typeof value === 'number' ? value : undefined;
  };
  const elements = (key: string): readonly Uint8Array[] => {
    const entry = entries.get(key);
    return (entry === undefined ? undefined : elementsOf(entry)) ?? [];
  };
  return {
    general: {
      architecture: textAt(entries, 'general.architecture') ?? '',
      name: textAt(entries, 'general.name'),
      fileType: number('general.file_type'),
    },
    architecture: {
      blockCount: number('qwen2.block_count'),
      contextLength: number('qwen2.context_length'),
      embeddingLength: number('qwen2.embedding_length'),
      feedForwardLength: number('qwen2.feed_forward_length'),
      headCount: number('qwen2.attention.head_count'),
      headCountKv: number('qwen2.attention.head_count_kv'),
      ropeFreqBase: number('qwen2.rope.freq_base'),
    },
    tokens: elements('tokenizer.ggml.tokens').map(elementText),
    tokenTypes: elements('tokenizer.ggml.token_type').map(int32Of),
    endOfSequence: number('tokenizer.ggml.eos_token_id'),
    chatTemplate: textAt(entries, 'tokenizer.chat_template'),
    parameters: sum(tensors, parametersOf),
  };
}

function textAt(entries: ReadonlyMap<string, MetadataEntry>, key: string): string | undefined {
  const entry = entries.get(key);
  return entry === undefined ? undefined : textOf(entry);
}

function int32Of(element: Uint8Array): number {
  return new DataView(element.buffer, element.byteOffset, element.byteLength).getInt32(0, true);
}

function figuresOf(entries: readonly MetadataEntry[]): InspectResult['metadata'] {
  const figures: Record<string, string | number | boolean> = {};
  for (const entry of entries) {
    const value = textOf(entry) ?? wholeNumberOf(entry) ?? scalarOf(entry);
    if (value === undefined || (typeof value === 'string' && value.length > longestText)) continue;
    figures[entry.key] = value;
  }
  return figures;
}

function weightsOf(tensors: readonly TensorInfo[]): ModelWeights {
  const matrices = tensors.filter(({ dimensions }) => dimensions.length > 1);
  const embedding = matrices.filter(({ name }) => name === embeddingName);
  const outputHead = matrices.filter(({ name }) => name === outputHeadName);
  return {
    bytes: sum(tensors, ({ byteLength }) => byteLength),
    embedding: groupOf(embedding),
    outputHead: outputHead.length === 0 ? undefined : groupOf(outputHead),
    layerMatrices: groupOf(
      matrices.filter((matrix) => ![embeddingName, outputHeadName].includes(matrix.name)),
    ),
    keysAndValues: groupOf(matrices.filter(({ name }) => keysAndValues.test(name))),
    vectors: groupOf(tensors.filter(({ dimensions }) => dimensions.length === 1)),
  };
}

function groupOf(tensors: readonly TensorInfo[]): TensorGroup {
  const bytesByType = new Map<string, number>();
  for (const { type, byteLength } of tensors) {
    bytesByType.set(type.name, (bytesByType.get(type.name) ?? 0) + byteLength);
  }
  const [largest] = [...bytesByType].toSorted(([, a], [, b]) => b - a);
  return {
    type: largest?.[0] ?? 'none',
    parameters: sum(tensors, parametersOf),
    bytes: sum(tensors, ({ byteLength }) => byteLength),
  };
}

function parametersOf({ dimensions }: TensorInfo): number {
  return dimensions.reduce((product, size) => product * size, 1);
}

function sum(tensors: readonly TensorInfo[], valueOf: (tensor: TensorInfo) => number): number {
  return tensors.reduce((total, tensor) => total + valueOf(tensor), 0);
}

// Tells what a model file is from its header alone. Loads no weights and needs no binding.
// Must not know who asks, nor what the figures are used for.
import type { InspectResult, ModelWeights, TensorGroup } from '../protocol/modelProtocol.ts';
import type { GgufHeader, TensorInfo } from './ggufHeader.ts';
import { type MetadataEntry, scalarOf, textOf, wholeNumberOf } from './metadataValues.ts';
import { readModelFile } from './modelFile.ts';
import { modelMetadata } from './modelMetadata.ts';
import { profileModel } from './modelProfile.ts';

/** Texts longer than this, such as chat templates, are no figures. */
const longestText = 200;
/** In UTF-8, with the length in front: longer ones need not be decoded to know. */
const longestEncoded = 8 + 4 * longestText;
const embeddingName = 'token_embd.weight';
const outputHeadName = 'output.weight';
const keysAndValues = /\.attn_[kv]\.weight$/;

/** @throws EngineError `modelMissing`, `modelInvalid` or `modelUnsupported`. */
export async function inspectModel(modelPath: string): Promise<InspectResult> {
  const { header, fileBytes } = await readModelFile(modelPath);
  return describeHeader(header, fileBytes);
}

/** @throws EngineError `modelInvalid` or `modelUnsupported`. */
export function describeHeader(header: GgufHeader, fileBytes: number): InspectResult {
  const { shape, family, canChat } = profileModel(modelMetadata(header));
  const licence = header.metadata.find(({ key }) => key === 'general.license');
  return {
    fileBytes,
    shape,
    family,
    canChat,
    licence: licence === undefined ? undefined : textOf(licence),
    metadata: figuresOf(header.metadata),
    weights: weightsOf(header.tensors),
  };
}

function figuresOf(entries: readonly MetadataEntry[]): InspectResult['metadata'] {
  const figures: Record<string, string | number | boolean> = {};
  for (const entry of entries) {
    if (entry.value.length > longestEncoded) continue;
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

// The weights of published models, group by group, from their shapes: said before there is a file to look into. Pure.
// Must not know what a machine makes of them.
import type { ModelWeights, TensorGroup } from '../../../engine/protocol/modelProtocol.ts';
import type { PublishedShape } from '../files/publishedModels.ts';

const valuesPerBlock = 32;
/** Of Q6_K an eighth of its blocks of 256 values. */
const blockBytes = { Q4_0: 18, Q6_K: 26.25, Q8_0: 34 } as const;
const valuesPerSuperBlock = 256;
const f32Bytes = 4;
const f16Bytes = 2;

/** What of a model decides its weights in Q4_0. */
export interface WeightsQuestion {
  readonly shape: PublishedShape;
  readonly headIsEmbedding: boolean;
  /** Whether keys and values have eight bits, as Hearth converts. */
  readonly hasFineKeys: boolean;
}

export function weightsInQ4_0({ shape, headIsEmbedding, hasFineKeys }: WeightsQuestion): ModelWeights {
  const { vocabularySize, hiddenSize, layers, feedForwardSize, keyValueSize } = shape;
  const rows = vocabularySize * hiddenSize;
  // llama.cpp takes Q6_K where rows are whole blocks of it; Hearth's own conversion does not.
  const headType = hasFineKeys || hiddenSize % valuesPerSuperBlock !== 0 ? 'Q8_0' : 'Q6_K';
  const embedding = group(headIsEmbedding ? headType : 'Q4_0', rows);
  const outputHead = headIsEmbedding ? undefined : group(headType, rows);
  const keyValues = layers * 2 * hiddenSize * keyValueSize;
  const others = layers * (2 * hiddenSize * hiddenSize + 3 * hiddenSize * feedForwardSize);
  const keysAndValues = group(hasFineKeys ? 'Q8_0' : 'Q4_0', keyValues);
  const layerMatrices = {
    type: 'Q4_0',
    parameters: keyValues + others,
    bytes: group('Q4_0', others).bytes + keysAndValues.bytes,
  };
  // Two norms a layer, biases of queries, keys and values, and the last norm.
  const vectorValues = layers * (3 * hiddenSize + 2 * keyValueSize) + hiddenSize;
  const vectors = { type: 'F32', parameters: vectorValues, bytes: vectorValues * f32Bytes };
  const bytes = embedding.bytes + (outputHead?.bytes ?? 0) + layerMatrices.bytes + vectors.bytes;
  return { bytes, embedding, outputHead, layerMatrices, keysAndValues, vectors };
}

export function kvBytesPerToken({ layers, keyValueSize }: PublishedShape): number {
  return 2 * layers * keyValueSize * f16Bytes;
}

function group(type: keyof typeof blockBytes, parameters: number): TensorGroup {
  return { type, parameters, bytes: (parameters / valuesPerBlock) * blockBytes[type] };
}

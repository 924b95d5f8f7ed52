// What a published model will need in memory, said before there is a file to look into. Pure.
// Must not know this machine; how it packs weights is given.
import catalogue from '../files/catalogue.json' with { type: 'json' };
import type { CatalogueModel } from '../files/publishedModels.ts';
import { estimateMemory, type MemoryShape, type WeightPacking } from './memoryEstimate.ts';

/** Files last worked on whose prompts are kept. */
export const keptFiles = 8;
/** KV sequences for the near parts of files whose whole prompts would take too long. */
export const nearSequences = 2;
/** KV sequences in all; 25 MB each at 2,048 tokens. */
export const fileSequences = keptFiles + nearSequences;

/** Bytes of a block of 32 values of Q8_0, which the head of every published file of this size has. */
const headBlock = { values: 32, bytes: 34 } as const;

export function publishedMemoryBytes(
  model: CatalogueModel,
  contextTokens: number,
  packing: WeightPacking,
): number {
  const question = { contextTokens, sequences: fileSequences, quantization: 'file', packing } as const;
  return estimateMemory(shapeOf(model), question).totalBytes;
}

function shapeOf({ tensorBytes, headIsEmbedding }: CatalogueModel): MemoryShape {
  const { shape } = catalogue;
  const parameters = shape.vocabularySize * shape.hiddenSize;
  const head = { type: 'Q8_0', parameters, bytes: (parameters / headBlock.values) * headBlock.bytes };
  // How the other matrices divide the rest says nothing about memory.
  const none = { type: 'Q4_0', parameters: 0, bytes: 0 };
  return {
    shape,
    weights: {
      bytes: tensorBytes,
      embedding: headIsEmbedding ? head : none,
      outputHead: headIsEmbedding ? undefined : head,
      layerMatrices: none,
      vectors: none,
    },
  };
}

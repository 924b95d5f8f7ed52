// What a published model will need in memory and on the disk, said before there is a file to look into. Pure.
// Must not know this machine; how it packs weights is given.
import { type CatalogueModel, shapeOf } from '../files/publishedModels.ts';
import { estimateMemory, type MemoryShape, type WeightPacking } from './memoryEstimate.ts';
import { kvBytesPerToken, weightsInQ4_0 } from './publishedWeights.ts';

/** Files last worked on whose prompts are kept. */
export const keptFiles = 8;
/** KV sequences for the near parts of files whose whole prompts would take too long. */
export const nearSequences = 2;
/** KV sequences in all; 25 MB each at 2,048 tokens. */
export const fileSequences = keptFiles + nearSequences;

/** Of a file's header: the vocabulary and its merges, the same for all of the catalogue. */
const headerBytes = 5.95e6;

export function publishedMemoryBytes(
  model: CatalogueModel,
  contextTokens: number,
  packing: WeightPacking,
): number {
  const question = { contextTokens, sequences: fileSequences, quantization: 'file', packing } as const;
  return estimateMemory(memoryShape(model), question).totalBytes;
}

/** Of the file that runs, which is made of what is downloaded where that is finer than Q4_0. */
export function runnableBytes(model: CatalogueModel): number {
  return model.convertedFile === '' ? model.bytes : memoryShape(model).weights.bytes + headerBytes;
}

function memoryShape(model: CatalogueModel): MemoryShape {
  const shape = shapeOf(model);
  const { headIsEmbedding, convertedFile } = model;
  return {
    shape: { vocabularySize: shape.vocabularySize, kvBytesPerToken: kvBytesPerToken(shape) },
    weights: weightsInQ4_0({ shape, headIsEmbedding, hasFineKeys: convertedFile !== '' }),
  };
}

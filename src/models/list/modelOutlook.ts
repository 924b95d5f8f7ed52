// What this machine would make of each published model: how soon a line is finished, and which one to recommend. Pure.
// Must not know how that is shown.
import { type CatalogueModel, publishedModels, shapeOf } from '../files/publishedModels.ts';
import { predictedLineMs, type RunningModel, recommended } from '../memory/linePrediction.ts';
import type { WeightPacking } from '../memory/memoryEstimate.ts';
import { publishedMemoryBytes } from '../memory/publishedMemory.ts';
import { weightsInQ4_0 } from '../memory/publishedWeights.ts';

export interface Machine {
  /** Undefined until a model runs. */
  readonly running: RunningModel | undefined;
  readonly totalMemoryBytes: number;
  readonly contextTokens: number;
  readonly packing: WeightPacking;
}

export interface Outlook {
  /** By the models' ids; those of which nothing can be said are missing. */
  readonly lineMs: ReadonlyMap<string, number>;
  readonly recommendedId: string | undefined;
}

/** A model that takes more of all memory leaves too little for the editor and what else runs beside it. */
const mostOfMemory = 0.4;

export function outlookOn(
  { running, totalMemoryBytes, contextTokens, packing }: Machine,
  models: readonly CatalogueModel[] = publishedModels,
): Outlook {
  const candidates = models.map((model) => {
    const shape = shapeOf(model);
    const predicted = {
      shape,
      headIsEmbedding: model.headIsEmbedding,
      hasFineKeys: model.convertedFile !== '',
    };
    return {
      id: model.id,
      parameters: weightsInQ4_0(predicted).layerMatrices.parameters,
      lineMs: running === undefined ? undefined : predictedLineMs(predicted, running),
      hasRoom: publishedMemoryBytes(model, contextTokens, packing) <= totalMemoryBytes * mostOfMemory,
      isForCode: model.id.includes('coder'),
    };
  });
  return {
    lineMs: new Map(
      candidates.flatMap(({ id, lineMs }) => (lineMs === undefined ? [] : [[id, lineMs] as const])),
    ),
    // Where nothing was measured yet, the smallest of those for code, which stands first, runs anywhere.
    recommendedId: recommended(candidates) ?? candidates.find(({ isForCode }) => isForCode)?.id,
  };
}

// How long a model would take for a finished line on this machine, from the speed of the one that runs. Pure.
// Must not know which models there are for choice, nor how speed is measured.
import type { MeasuredSpeed, ModelShape } from '../../../engine/protocol/protocol.ts';
import type { PublishedShape } from '../files/publishedModels.ts';
import { weightsInQ4_0 } from './publishedWeights.ts';

/** What runs, as the engine told when it had loaded it. */
export interface RunningModel {
  readonly shape: Pick<
    ModelShape,
    | 'quantization'
    | 'layers'
    | 'hiddenSize'
    | 'feedForwardSize'
    | 'keyValueHeads'
    | 'headDimension'
    | 'vocabularySize'
  >;
  readonly speed: Pick<MeasuredSpeed, 'decodeTokensPerSecond'>;
}

export interface PredictedModel {
  readonly shape: PublishedShape;
  readonly headIsEmbedding: boolean;
  readonly hasFineKeys: boolean;
}

/**
 * Tokens of a suggested line at the median, the first one included (docs/BENCHMARKS.md: 137 ms at 16 to 19 ms a token).
 * What is read before is in the KV cache, but for the token of the last key.
 */
const lineTokens = 8;

/** Whoever types sees what comes sooner than that as part of the typing, not as an interruption. */
export const mostLineMs = 250;

/** Bytes of a value of a layer's matrices, where most of the file is in one type. */
const bytesOfValue: Readonly<Record<string, number>> = {
  F16: 2,
  BF16: 2,
  Q8_0: 34 / 32,
  Q6_K: 210 / 256,
  Q5_K_M: 0.7,
  Q5_0: 22 / 32,
  Q4_K_M: 0.62,
  Q4_0: 18 / 32,
};
const headBytesOfValue = 34 / 32;

/**
 * Milliseconds for a line; undefined where nothing is known of what runs. A token takes as long as its weights are read:
 * all layers and the output head, which has the rows of the running model's vocabulary (a tuned copy has fewer, and
 * every model is tuned alike).
 */
export function predictedLineMs(model: PredictedModel, { shape, speed }: RunningModel): number | undefined {
  const ofValue = bytesOfValue[shape.quantization];
  if (ofValue === undefined || !(speed.decodeTokensPerSecond > 0)) return undefined;
  const running =
    layerValues({ ...shape, keyValueSize: shape.keyValueHeads * shape.headDimension }) * ofValue;
  const runningHead = shape.vocabularySize * shape.hiddenSize * headBytesOfValue;
  const weights = weightsInQ4_0(model);
  const head = weights.outputHead ?? weights.embedding;
  const keptRows = Math.min(1, shape.vocabularySize / model.shape.vocabularySize);
  const ratio = (weights.layerMatrices.bytes + head.bytes * keptRows) / (running + runningHead);
  return (lineTokens * 1000 * ratio) / speed.decodeTokensPerSecond;
}

function layerValues({
  layers,
  hiddenSize,
  feedForwardSize,
  keyValueSize,
}: Omit<PublishedShape, 'vocabularySize'>): number {
  return layers * hiddenSize * (2 * hiddenSize + 2 * keyValueSize + 3 * feedForwardSize);
}

export interface Candidate {
  readonly id: string;
  readonly parameters: number;
  readonly lineMs: number | undefined;
  readonly hasRoom: boolean;
  /** Whether it sees what stands behind the cursor. */
  readonly isForCode: boolean;
}

/** The largest that is for code, has room and is soon enough, of equal ones the first; undefined where nothing is known. */
export function recommended(candidates: readonly Candidate[]): string | undefined {
  const fitting = candidates.filter(
    ({ lineMs, hasRoom, isForCode }) => isForCode && hasRoom && lineMs !== undefined && lineMs <= mostLineMs,
  );
  const most = Math.max(...fitting.map(({ parameters }) => parameters));
  return fitting.find(({ parameters }) => parameters === most)?.id;
}

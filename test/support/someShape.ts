// A model's shape where its numbers do not matter.
import type { ModelShape } from '../../engine/protocol/protocol.ts';

export const someShape: ModelShape = {
  architecture: 'qwen2',
  name: 'a model',
  quantization: 'Q4_0',
  parameters: 494_000_000,
  layers: 24,
  hiddenSize: 896,
  feedForwardSize: 4864,
  queryHeads: 14,
  keyValueHeads: 2,
  headDimension: 64,
  ropeTheta: 1_000_000,
  trainedContextTokens: 32_768,
  vocabularySize: 151_936,
  kvBytesPerToken: 12_288,
};

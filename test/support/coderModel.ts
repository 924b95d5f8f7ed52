// What the inspection of qwen2.5-coder-0.5b-instruct-q4_0.gguf says, as the file says it. Data only.
import type { InspectResult, ModelWeights } from '../../engine/protocol/modelProtocol.ts';
import { someShape } from './someShape.ts';

const weights: ModelWeights = {
  bytes: 422_782_464,
  embedding: { type: 'Q4_0', parameters: 136_134_656, bytes: 76_575_744 },
  outputHead: { type: 'Q8_0', parameters: 136_134_656, bytes: 144_643_072 },
  layerMatrices: { type: 'Q4_0', parameters: 357_826_560, bytes: 201_277_440 },
  keysAndValues: { type: 'Q4_0', parameters: 5_505_024, bytes: 3_096_576 },
  vectors: { type: 'F32', parameters: 71_552, bytes: 286_208 },
};

export const coderModel: InspectResult = {
  fileBytes: 428_730_240,
  shape: { ...someShape, name: 'Qwen2.5 Coder', parameters: 630_167_424 },
  family: 'fillInTheMiddle',
  canChat: true,
  licence: undefined,
  metadata: { 'qwen2.attention.layer_norm_rms_epsilon': 1e-6 },
  weights,
};

// What a machine makes of the published models.
import assert from 'node:assert/strict';
import { outlookOn } from '../../../../../src/models/list/modelOutlook.ts';
import { coderModel } from '../../../../support/coderModel.ts';

const gibibyte = 1024 ** 3;
const machine = { totalMemoryBytes: 16 * gibibyte, contextTokens: 2048, packing: 'rows' } as const;
const runningAt = (decodeTokensPerSecond: number) => ({
  shape: coderModel.shape,
  speed: { decodeTokensPerSecond },
});

describe('outlookOn', () => {
  it('recommends what stands first for code while nothing is measured, and predicts nothing', () => {
    const { lineMs, recommendedId } = outlookOn({ ...machine, running: undefined });
    assert.equal(lineMs.size, 0);
    assert.equal(recommendedId, 'qwen2.5-coder-0.5b-instruct-q4_k_m');
  });

  it('stays with the small model where a larger one would be slow', () => {
    const { lineMs, recommendedId } = outlookOn({ ...machine, running: runningAt(50) });
    assert.equal(recommendedId, 'qwen2.5-coder-0.5b-instruct-q4_k_m');
    assert.ok((lineMs.get('qwen2.5-coder-1.5b-instruct-q4_0') ?? 0) > 250);
  });

  it('recommends the larger one where it would be soon enough, as on a graphics processor, and fits', () => {
    const running = runningAt(300);
    const large = outlookOn({ ...machine, running }).recommendedId;
    assert.equal(large, 'qwen2.5-coder-1.5b-instruct-q4_0');
    const little = outlookOn({ ...machine, totalMemoryBytes: 4 * gibibyte, running }).recommendedId;
    assert.equal(little, 'qwen2.5-coder-0.5b-instruct-q4_k_m');
  });
});

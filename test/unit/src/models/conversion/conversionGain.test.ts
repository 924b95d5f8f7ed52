// When a copy in Q4_0 is worth keeping, and how its gain is told.
import assert from 'node:assert/strict';
import {
  bestOf,
  gainSentence,
  isConvertible,
  isFaster,
  type MeasuredModel,
} from '../../../../../src/models/conversion/conversionGain.ts';

const measured = (prefill: number, decode: number, quantization = 'Q8_0', bytes = 676e6): MeasuredModel => ({
  quantization,
  bytes,
  speed: { prefillTokensPerSecond: prefill, decodeTokensPerSecond: decode, charactersPerToken: 3 },
});
const t = (message: string, ...values: (string | number)[]) =>
  message.replaceAll(/\{(\d)\}/g, (_, index) => String(values[Number(index)]));

describe('isFaster', () => {
  const before = measured(100, 40);
  for (const [prefill, decode, expected] of [
    [200, 60, true],
    [111, 44, true],
    [100, 44, false],
    [300, 30, true],
    [100, 40, false],
    [60, 44, false],
  ] as const) {
    it(`reading 100 → ${prefill}, writing 40 → ${decode}: ${expected ? 'kept' : 'not kept'}`, () =>
      assert.equal(isFaster(before, measured(prefill, decode)), expected));
  }
});

it('the best of several measurements counts, for reading and for writing', () => {
  const best = bestOf([measured(90, 50).speed, measured(120, 40).speed]);
  assert.deepEqual([best.prefillTokensPerSecond, best.decodeTokensPerSecond], [120, 50]);
});

it('the gain is told in ratios, speeds and sizes', () => {
  assert.equal(
    gainSentence(measured(280, 41.2), measured(500, 64, 'Q4_0', 429e6), t),
    'Measured on this machine, Q4_0 writes 1.6 times as fast as Q8_0 (64 tokens a second instead of 41) and reads prompts 1.8 times as fast (500 instead of 280); its file has 429 MB instead of 676.',
  );
});

it('what is Q4_0 or coarser is no source', () => {
  assert.deepEqual(['Q8_0', 'Q4_K_M', 'F16', 'Q4_0', 'Q2_K', 'unknown'].map(isConvertible), [
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

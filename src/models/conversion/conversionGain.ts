// Whether a model runs faster in Q4_0 on this machine, and that in words. Pure; strings come translated.
// Must not know how models are converted or measured.
import type { MeasuredSpeed } from '../../../engine/protocol/protocol.ts';
import { megabytes } from '../../base/byteSizes.ts';
import type { Translate } from '../../base/translation.ts';

export interface MeasuredModel {
  readonly quantization: string;
  readonly bytes: number;
  readonly speed: MeasuredSpeed;
}

/** Types that Q4_0 is smaller than, and from which it can be made without much further loss. */
const convertibleQuantizations: readonly string[] = [
  'F32',
  'F16',
  'BF16',
  'Q8_0',
  'Q6_K',
  'Q5_K_M',
  'Q5_K_S',
  'Q5_1',
  'Q5_0',
  'Q4_K_M',
  'Q4_K_S',
  'Q4_1',
];

/** Less than what one measurement differs from the next is no gain. */
const leastGain = 1.1;

export function isConvertible(quantization: string): boolean {
  return convertibleQuantizations.includes(quantization);
}

/** The best of several measurements: what disturbs one only makes it slower. */
export function bestOf(speeds: readonly MeasuredSpeed[]): MeasuredSpeed {
  const most = (of: (speed: MeasuredSpeed) => number) => Math.max(...speeds.map(of));
  return {
    prefillTokensPerSecond: most((speed) => speed.prefillTokensPerSecond),
    decodeTokensPerSecond: most((speed) => speed.decodeTokensPerSecond),
    charactersPerToken: most((speed) => speed.charactersPerToken),
  };
}

/** Reading a prompt and writing an answer count alike: a suggestion takes about as long for the one as for the other. */
export function isFaster(before: MeasuredModel, after: MeasuredModel): boolean {
  const reading = after.speed.prefillTokensPerSecond / before.speed.prefillTokensPerSecond;
  const writing = after.speed.decodeTokensPerSecond / before.speed.decodeTokensPerSecond;
  return Math.sqrt(reading * writing) >= leastGain;
}

export function gainSentence(before: MeasuredModel, after: MeasuredModel, t: Translate): string {
  const ratio = (of: (speed: MeasuredSpeed) => number) => (of(after.speed) / of(before.speed)).toFixed(1);
  const whole = (value: number) => Math.round(value);
  return t(
    'Measured on this machine, Q4_0 writes {0} times as fast as {1} ({2} tokens a second instead of {3}) and reads prompts {4} times as fast ({5} instead of {6}); its file has {7} MB instead of {8}.',
    ratio((speed) => speed.decodeTokensPerSecond),
    before.quantization,
    whole(after.speed.decodeTokensPerSecond),
    whole(before.speed.decodeTokensPerSecond),
    ratio((speed) => speed.prefillTokensPerSecond),
    whole(after.speed.prefillTokensPerSecond),
    whole(before.speed.prefillTokensPerSecond),
    megabytes(after.bytes),
    megabytes(before.bytes),
  );
}

// Has a model file converted, and models measured, by engines that live for that alone: the one that completes goes on.
// Must not know which files there are, nor what a speed is good for.
import type { ConvertParams, ConvertResult } from '../../engine/protocol/modelProtocol.ts';
import type { MeasuredSpeed } from '../../engine/protocol/protocol.ts';
import type { Cancellation } from '../base/cancellation.ts';
import { inOwnEngine, type OwnEngineParts } from './ownEngine.ts';

/** Room for the measurement, no more. */
const measuredContext = { contextTokens: 512, sequences: 1, threads: 0 };

/** Rejects with the engine's coded error, or with `SessionEndedError` when the engine crashed or hung. */
export async function convertInOwnEngine(
  parts: OwnEngineParts,
  request: Omit<ConvertParams, 'progressToken'>,
  onProgress: (fraction: number) => void,
  cancellation: Cancellation,
): Promise<ConvertResult> {
  return await inOwnEngine(parts, (session) => session.convert(request, onProgress, cancellation));
}

/** Loads the file, which measures it. Rejects as above. */
export async function measureInOwnEngine(parts: OwnEngineParts, modelPath: string): Promise<MeasuredSpeed> {
  return await inOwnEngine(parts, async (session) => {
    const { speed } = await session.open({ ...measuredContext, modelPath });
    return speed;
  });
}

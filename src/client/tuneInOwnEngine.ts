// Has a model file tuned by an engine that lives for that alone, so that the one that completes goes on undisturbed.
// Must not know when files are tuned, nor where copies go.
import type { TuneParams, TuneResult } from '../../engine/protocol/tuneProtocol.ts';
import type { Cancellation } from '../base/cancellation.ts';
import { describeError } from '../base/log.ts';
import type { EngineProcess } from './engineProcess.ts';
import { inOwnEngine, type OwnEngineParts } from './ownEngine.ts';

export type TuneRequest = Omit<TuneParams, 'progressToken'>;

export interface TuneInOwnEngineParts extends OwnEngineParts {
  /** Lets everything else on the machine go first. */
  readonly lowerPriority: (processId: number) => void;
}

/** Rejects with the engine's coded error, or with `SessionEndedError` when the engine crashed or hung. */
export async function tuneInOwnEngine(
  parts: TuneInOwnEngineParts,
  request: TuneRequest,
  onProgress: (fraction: number) => void,
  cancellation: Cancellation,
): Promise<TuneResult> {
  if (cancellation.isCancellationRequested) return { kind: 'cancelled' };
  const start = () => startBelow(parts);
  return await inOwnEngine({ ...parts, start }, (session) => session.tune(request, onProgress, cancellation));
}

function startBelow({ start, lowerPriority, log }: TuneInOwnEngineParts): EngineProcess {
  const engine = start();
  try {
    if (engine.processId !== undefined) lowerPriority(engine.processId);
  } catch (error: unknown) {
    log.warn(`The tuning engine runs at normal priority: ${describeError(error)}`);
  }
  return engine;
}

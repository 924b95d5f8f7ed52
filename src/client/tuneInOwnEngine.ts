// Has a model file tuned by an engine that lives for that alone, so that the one that completes goes on undisturbed.
// Must not know when files are tuned, nor where copies go.
import type { TuneParams, TuneResult } from '../../engine/tuneProtocol.ts';
import { describeError, type Logger } from '../log.ts';
import type { Cancellation } from './engineClient.ts';
import type { StartEngine } from './engineProcess.ts';
import { EngineSession } from './engineSession.ts';
import type { SetTimer } from './time.ts';
import type { Ticker } from './watchdog.ts';

export type TuneRequest = Omit<TuneParams, 'progressToken'>;

export interface TuneInOwnEngineParts {
  readonly start: StartEngine;
  /** Lets everything else on the machine go first. */
  readonly lowerPriority: (processId: number) => void;
  readonly ticker: Ticker;
  readonly setTimer: SetTimer;
  readonly log: Logger;
}

/** Rejects with the engine's coded error, or with `SessionEndedError` when the engine crashed or hung. */
export async function tuneInOwnEngine(
  parts: TuneInOwnEngineParts,
  request: TuneRequest,
  onProgress: (fraction: number) => void,
  cancellation: Cancellation,
): Promise<TuneResult> {
  if (cancellation.isCancellationRequested) return { kind: 'cancelled' };
  const engine = parts.start();
  if (engine.processId !== undefined) lowerPriority(parts, engine.processId);
  const session = new EngineSession({ ...parts, engine, onEnd: () => {}, onStatus: () => {} });
  try {
    return await session.tune(request, onProgress, cancellation);
  } finally {
    await session.stop();
  }
}

function lowerPriority({ lowerPriority: lower, log }: TuneInOwnEngineParts, processId: number): void {
  try {
    lower(processId);
  } catch (error: unknown) {
    log.warn(`The tuning engine runs at normal priority: ${describeError(error)}`);
  }
}

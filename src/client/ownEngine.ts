// An engine that lives for one piece of work, so that the one that completes goes on undisturbed.
// Must not know what is asked of it.
import type { Logger } from '../base/log.ts';
import type { Ticker } from '../base/time.ts';
import { realTime, type SetTimer } from '../base/time.ts';
import { forkEngine, type StartEngine } from './engineProcess.ts';
import { EngineSession } from './engineSession.ts';

export interface OwnEngineParts {
  readonly start: StartEngine;
  readonly ticker: Ticker;
  readonly setTimer: SetTimer;
  readonly log: Logger;
}

export function ownEngineParts(engineFile: string, log: Logger): OwnEngineParts {
  return { start: () => forkEngine(engineFile, log), ...realTime, log };
}

/** Ends the engine whatever becomes of `use`. */
export async function inOwnEngine<R>(
  parts: OwnEngineParts,
  use: (session: EngineSession) => Promise<R>,
): Promise<R> {
  const session = new EngineSession({ ...parts, engine: parts.start(), onEnd: () => {}, onStatus: () => {} });
  try {
    return await use(session);
  } finally {
    await session.stop();
  }
}

// Messages about an engine's own life: whether it gets on, and its end when its work is done. Shared by both processes
// like `protocol.ts`. Must not know what an engine works on.
import { NotificationType, ParameterStructures, RequestType } from 'vscode-jsonrpc';
import type { EngineErrorData } from './errorProtocol.ts';

export interface PingResult {
  /** Another number whenever the engine got on with something, whoever wanted it. */
  readonly steps: number;
}

type Nothing = Record<string, never>;
const byName = ParameterStructures.byName;

/** Answered at once while the event loop turns, whatever is computed. */
export const pingRequest = new RequestType<Nothing, PingResult, EngineErrorData>('ping', byName);
/** From now on a shared engine lets nobody in, and it exits when all have left. Answered when nobody can find it. */
export const retireRequest = new RequestType<Nothing, null, EngineErrorData>('retire', byName);
/** The engine retires: what runs comes to its end, whatever comes next is another engine's. */
export const retiringNotification = new NotificationType<Nothing>('retiring', byName);
/**
 * Whoever asks this and closes will not be back: an engine that nobody else wants need not wait. No notification, which
 * a close right behind it would overtake.
 */
export const farewellRequest = new RequestType<Nothing, null, EngineErrorData>('farewell', byName);

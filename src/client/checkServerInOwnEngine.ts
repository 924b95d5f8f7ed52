// Has an engine that lives for that alone ask a server what it is: the one that completes is not disturbed.
// Must not know what is done about it.
import {
  type CheckServerParams,
  checkServerRequest,
  type ServerCheck,
} from '../../engine/protocol/serverProtocol.ts';
import type { Cancellation } from '../base/cancellation.ts';
import { inOwnEngine, type OwnEngineParts } from './ownEngine.ts';

/** Rejects when no engine can be had, or for a model file that is unfit. */
export async function checkServerInOwnEngine(
  parts: OwnEngineParts,
  params: CheckServerParams,
  cancellation: Cancellation,
): Promise<ServerCheck> {
  return await inOwnEngine(parts, async (session) => {
    await session.greet();
    return await session.ask((open) => open.sendRequest(checkServerRequest, params), cancellation);
  });
}

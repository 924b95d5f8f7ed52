// Has an engine that lives for that alone ask a server what it is: the one that completes is not disturbed.
// Must not know what is done about it.
import type { CheckServerParams, ServerCheck } from '../../engine/protocol/serverProtocol.ts';
import { inOwnEngine, type OwnEngineParts } from './ownEngine.ts';

/** Rejects when no engine can be had, or for a model file that is unfit. */
export async function checkServerInOwnEngine(
  parts: OwnEngineParts,
  params: CheckServerParams,
): Promise<ServerCheck> {
  return await inOwnEngine(parts, async (session) => await session.checkServer(params));
}

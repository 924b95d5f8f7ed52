// Has model files described by an engine that lives for that alone: the one that completes is not disturbed.
// Must not know where the files come from.
import type { InspectResult } from '../../engine/protocol/modelProtocol.ts';
import { engineErrorName } from './engineError.ts';
import type { EngineSession } from './engineSession.ts';
import { inOwnEngine, type OwnEngineParts } from './ownEngine.ts';

export type Inspection =
  | { readonly path: string; readonly kind: 'usable'; readonly model: InspectResult }
  | { readonly path: string; readonly kind: 'refused'; readonly reason: string };

/** Rejects only when no engine can be had. */
export async function inspectInOwnEngine(
  parts: OwnEngineParts,
  paths: readonly string[],
): Promise<readonly Inspection[]> {
  if (paths.length === 0) return [];
  return await inOwnEngine(parts, async (session) => {
    const inspections: Inspection[] = [];
    for (const path of paths) inspections.push(await inspectOne(session, path));
    return inspections;
  });
}

async function inspectOne(session: EngineSession, path: string): Promise<Inspection> {
  try {
    return { path, kind: 'usable', model: await session.inspect({ modelPath: path }) };
  } catch (error: unknown) {
    if (engineErrorName(error) === undefined || !(error instanceof Error)) throw error;
    return { path, kind: 'refused', reason: error.message };
  }
}

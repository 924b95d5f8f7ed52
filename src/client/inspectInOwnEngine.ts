// Has model files described by an engine that lives for that alone: the one that completes is not disturbed.
// Must not know where the files come from.
import type { InspectResult } from '../../engine/protocol/modelProtocol.ts';
import type { EngineSession } from './engineSession.ts';
import { inOwnEngine, type OwnEngineParts } from './ownEngine.ts';
import { SessionEndedError } from './sessionEnd.ts';

export type Inspection =
  | { readonly path: string; readonly kind: 'usable'; readonly model: InspectResult }
  | { readonly path: string; readonly kind: 'refused'; readonly reason: string };

/** Rejects only when no engine can be had. */
export async function inspectInOwnEngine(
  parts: OwnEngineParts,
  paths: readonly string[],
): Promise<readonly Inspection[]> {
  if (paths.length === 0) return [];
  const inspections: Inspection[] = [];
  while (inspections.length < paths.length) await inspectRest(parts, paths, inspections);
  return inspections;
}

/** Until the last, or until a file ends the engine: the others are asked about in another one. */
async function inspectRest(
  parts: OwnEngineParts,
  paths: readonly string[],
  inspections: Inspection[],
): Promise<void> {
  let asked: string | undefined;
  try {
    await inOwnEngine(parts, async (session) => {
      await session.greet();
      for (const path of paths.slice(inspections.length)) {
        asked = path;
        inspections.push(await inspectOne(session, path));
      }
    });
  } catch (error: unknown) {
    if (asked === undefined || !(error instanceof SessionEndedError)) throw error;
    inspections.push({ path: asked, kind: 'refused', reason: error.message });
  }
}

async function inspectOne(session: EngineSession, path: string): Promise<Inspection> {
  try {
    return { path, kind: 'usable', model: await session.inspect({ modelPath: path }) };
  } catch (error: unknown) {
    if (error instanceof SessionEndedError) throw error;
    // Also what no engine should answer: it is said of this file, and the others are asked about.
    return { path, kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
}

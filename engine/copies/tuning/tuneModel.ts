// Makes a tuned copy of a model file: room checked, written beside its place, verified, then put there.
// Joins the parts; must not know the wire, nor how models run.
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { readHeader } from '../../gguf/readHeader.ts';
import type { TuneParams, TuneResult } from '../../protocol/tuneProtocol.ts';
import type { WorkEvents } from '../copyWork.ts';
import { copyOf, placeCopy, refuseSameFile, requireRoom } from '../modelCopy.ts';
import { isTuned, planTuning, type TuningPlan } from './tuningPlan.ts';
import { writeTuned } from './writeTuned.ts';

export type TuneRequest = Omit<TuneParams, 'progressToken'>;

export interface TuneParts {
  /** Bytes that may still be written in a folder. */
  readonly freeBytes: (folder: string) => Promise<number>;
  /** Rejects with an EngineError when the copy does not answer as its original does. */
  readonly verify: (originalPath: string, tunedPath: string, events: WorkEvents) => Promise<void>;
}

/** Copying takes a second or two, loading both files and asking them some more. */
const copyingShare = 0.3;

/** @throws EngineError for an unfit file, a full disk, or a copy that answers differently. */
export async function tuneModel(
  request: TuneRequest,
  parts: TuneParts,
  events: WorkEvents,
): Promise<TuneResult> {
  return await copyOf(request.modelPath, events.signal, async (source): Promise<TuneResult> => {
    const header = await readHeader(source);
    if (isTuned(header)) return { kind: 'alreadyTuned' };
    const plan = planTuning(header, request.rule);
    await refuseSameFile(request.modelPath, request.targetPath);
    const { size: bytesBefore } = await source.stat();
    await requireRoom(path.dirname(request.targetPath), plan.totalBytes, parts.freeBytes);
    await makeCopy(source, plan, request, parts, events);
    const { totalBytes: bytesAfter, tokensBefore, tokensAfter } = plan;
    return { kind: 'tuned', bytesBefore, bytesAfter, tokensBefore, tokensAfter };
  });
}

async function makeCopy(
  source: FileHandle,
  plan: TuningPlan,
  { modelPath, targetPath }: TuneRequest,
  parts: TuneParts,
  { signal, onProgress }: WorkEvents,
): Promise<void> {
  await placeCopy(targetPath, async (target, temporary) => {
    const report = (fraction: number) => onProgress(fraction * copyingShare);
    await writeTuned(source, target, plan, { signal, onProgress: report });
    await target.close();
    await parts.verify(modelPath, temporary, {
      signal,
      onProgress: (fraction) => onProgress(copyingShare + fraction * (1 - copyingShare)),
    });
    signal.throwIfAborted();
  });
}

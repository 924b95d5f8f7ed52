// Makes a tuned copy of a model file: room checked, written beside its place, verified, then put there.
// Joins the parts; must not know the wire, nor how models run.
import { rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { EngineError } from '../engineError.ts';
import type { TuneParams, TuneResult } from '../tuneProtocol.ts';
import { readHeader } from './readHeader.ts';
import { isTuned, planTuning, type TuningPlan } from './tuningPlan.ts';
import { type WorkEvents, writeTuned } from './writeTuned.ts';

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
  const source = await openModel(request.modelPath);
  try {
    const header = await readHeader(source);
    if (isTuned(header)) return { kind: 'alreadyTuned' };
    const plan = planTuning(header, request.rule);
    await refuseSameFile(request.modelPath, request.targetPath);
    const { size: bytesBefore } = await source.stat();
    await requireRoom(path.dirname(request.targetPath), plan.totalBytes, parts);
    await makeCopy(source, plan, request, parts, events);
    const { totalBytes: bytesAfter, tokensBefore, tokensAfter } = plan;
    return { kind: 'tuned', bytesBefore, bytesAfter, tokensBefore, tokensAfter };
  } catch (error: unknown) {
    if (events.signal.aborted && error === events.signal.reason) return { kind: 'cancelled' };
    throw withName(error);
  } finally {
    await source.close();
  }
}

async function openModel(modelPath: string): Promise<FileHandle> {
  try {
    return await open(modelPath, 'r');
  } catch (cause: unknown) {
    throw new EngineError('modelMissing', `There is no readable model file at ${modelPath}.`, { cause });
  }
}

async function requireRoom(folder: string, bytes: number, parts: TuneParts): Promise<void> {
  await mkdir(folder, { recursive: true });
  const free = await parts.freeBytes(folder);
  if (free >= bytes) return;
  const mega = (count: number) => Math.ceil(count / 1e6);
  throw new EngineError(
    'diskFull',
    `The tuned copy of the model needs ${mega(bytes)} MB, and ${folder} has ${mega(free)} MB left. Make room there.`,
  );
}

async function makeCopy(
  source: FileHandle,
  plan: TuningPlan,
  { modelPath, targetPath }: TuneRequest,
  parts: TuneParts,
  { signal, onProgress }: WorkEvents,
): Promise<void> {
  // The process's own name: two windows may be at it at the same time.
  const temporary = `${targetPath}.${process.pid}.part`;
  const removeNow = () => rmSync(temporary, { force: true });
  // The engine ends by exiting when its parent goes away.
  process.once('exit', removeNow);
  try {
    const target = await open(temporary, 'w');
    try {
      const report = (fraction: number) => onProgress(fraction * copyingShare);
      await writeTuned(source, target, plan, { signal, onProgress: report });
    } finally {
      await target.close();
    }
    await parts.verify(modelPath, temporary, {
      signal,
      onProgress: (fraction) => onProgress(copyingShare + fraction * (1 - copyingShare)),
    });
    signal.throwIfAborted();
    await rename(temporary, targetPath);
  } finally {
    await rm(temporary, { force: true });
    process.off('exit', removeNow);
  }
}

async function refuseSameFile(modelPath: string, targetPath: string): Promise<void> {
  const original = await stat(modelPath, { bigint: true });
  // Most often there is no target yet, and then it is no other file either.
  const target = await stat(targetPath, { bigint: true }).catch(() => undefined);
  if (target?.ino !== original.ino || target.dev !== original.dev) return;
  throw new EngineError('modelUnsupported', 'A tuned copy cannot take the place of its original.');
}

function withName(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOSPC') return error;
  return new EngineError('diskFull', 'The disk became full while the tuned copy of the model was written.', {
    cause: error,
  });
}

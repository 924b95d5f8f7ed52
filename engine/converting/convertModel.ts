// Makes a copy of a model file in Q4_0: room checked, written beside its place, then put there.
// Joins the parts; must not know the wire.
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { ConvertParams, ConvertResult } from '../modelProtocol.ts';
import { openModel, placeCopy, refuseSameFile, requireRoom, withName } from '../tuning/modelCopy.ts';
import { readHeader } from '../tuning/readHeader.ts';
import type { WorkEvents } from '../tuning/writeTuned.ts';
import { planConversion } from './conversionPlan.ts';
import { convertTensor } from './convertTensor.ts';

/** @throws EngineError for an unfit file or a full disk. */
export async function convertModel(
  { modelPath, targetPath }: Omit<ConvertParams, 'progressToken'>,
  { signal, onProgress }: WorkEvents,
): Promise<ConvertResult> {
  const source = await openModel(modelPath);
  try {
    const plan = planConversion(await readHeader(source));
    await refuseSameFile(modelPath, targetPath);
    await requireRoom(path.dirname(targetPath), plan.totalBytes, freeBytes);
    await placeCopy(targetPath, async (target) => {
      let writtenBytes = 0;
      await target.writeFile(plan.header);
      for (const tensor of plan.tensors) {
        for await (const bytes of convertTensor(source, target, tensor)) {
          signal.throwIfAborted();
          writtenBytes += bytes;
          onProgress(writtenBytes / plan.totalBytes);
        }
      }
      // What is missing behind the last tensor reads as zeros.
      await target.truncate(plan.totalBytes);
      await target.sync();
    });
    const { size: bytesBefore } = await source.stat();
    return { kind: 'converted', bytesBefore, bytesAfter: plan.totalBytes };
  } catch (error: unknown) {
    if (signal.aborted && error === signal.reason) return { kind: 'cancelled' };
    throw withName(error);
  } finally {
    await source.close();
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

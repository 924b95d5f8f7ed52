// Makes a copy of a model file in Q4_0: room checked, written beside its place, then put there.
// Joins the parts; must not know the wire.
import path from 'node:path';
import { readHeader } from '../../gguf/readHeader.ts';
import type { ConvertParams, ConvertResult } from '../../protocol/modelProtocol.ts';
import type { WorkEvents } from '../copyWork.ts';
import {
  copyOf,
  freeDiskBytes,
  placeCopy,
  refuseSameFile,
  refuseTaken,
  requireRoom,
  taken,
} from '../modelCopy.ts';
import { planConversion } from './conversionPlan.ts';
import { convertTensor } from './convertTensor.ts';

/** @throws EngineError for an unfit file or a full disk. */
export async function convertModel(
  { modelPath, targetPath }: Omit<ConvertParams, 'progressToken'>,
  { signal, onProgress }: WorkEvents,
): Promise<ConvertResult> {
  return await copyOf(modelPath, signal, async (source) => {
    const plan = planConversion(await readHeader(source));
    await refuseSameFile(modelPath, targetPath);
    await refuseTaken(targetPath);
    await requireRoom(path.dirname(targetPath), plan.totalBytes, freeDiskBytes);
    const isPlaced = await placeCopy(targetPath, async (target) => {
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
      // As it stands on the disk: a header that can be read, and all that it names.
      await readHeader(target);
    });
    if (!isPlaced) throw taken(targetPath);
    const { size: bytesBefore } = await source.stat();
    return { kind: 'converted' as const, bytesBefore, bytesAfter: plan.totalBytes };
  });
}

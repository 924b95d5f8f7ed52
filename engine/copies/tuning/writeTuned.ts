// Writes a tuned file from a plan, a few megabytes at a time. Knows files; must not decide what they hold.

import type { FileHandle } from 'node:fs/promises';
import { readAt } from '../../gguf/readHeader.ts';
import { type WorkEvents, writeAt } from '../copyWork.ts';
import { keepRows } from './keepRows.ts';
import type { TensorCopy, TuningPlan } from './tuningPlan.ts';

const chunkBytes = 4 * 1024 * 1024;

/** Rejects with the signal's reason when it is raised. */
export async function writeTuned(
  source: FileHandle,
  target: FileHandle,
  { header, copies, totalBytes }: TuningPlan,
  { signal, onProgress }: WorkEvents,
): Promise<void> {
  const allBytes = copies.reduce((sum, { rows, rowBytes }) => sum + rows * rowBytes, 0);
  let readBytes = 0;
  await target.writeFile(header);
  for (const copy of copies) {
    for await (const bytes of copyTensor(source, target, copy)) {
      signal.throwIfAborted();
      readBytes += bytes;
      onProgress(readBytes / allBytes);
    }
  }
  // Gaps between tensors read as zeros, and so does what is missing behind the last one.
  await target.truncate(totalBytes);
  await target.sync();
}

/** Yields how many bytes of the source each chunk took. */
async function* copyTensor(
  source: FileHandle,
  target: FileHandle,
  { sourceOffset, targetOffset, rowBytes, rows, keptRows }: TensorCopy,
): AsyncGenerator<number> {
  const rowsAtOnce = Math.max(1, Math.floor(chunkBytes / rowBytes));
  let position = targetOffset;
  for (let row = 0; row < rows; row += rowsAtOnce) {
    const length = Math.min(rowsAtOnce, rows - row) * rowBytes;
    const read = await readAt(source, sourceOffset + row * rowBytes, length);
    const written = keptRows === undefined ? read : keepRows(read, row, rowBytes, keptRows);
    await writeAt(target, written, position);
    position += written.length;
    yield length;
  }
}

// One tensor from a source file to a target file in another type, a few megabytes at a time.
// Knows files and blocks; must not decide what becomes what.
import type { FileHandle } from 'node:fs/promises';
import type { TensorType } from '../../gguf/ggufTypes.ts';
import { readAt } from '../../gguf/readHeader.ts';
import { writeAt } from '../copyWork.ts';
import type { TensorConversion } from './conversionPlan.ts';
import { blockReaders } from './dequantize.ts';
import { blockWriters } from './quantize.ts';

/** A multiple of all types' blocks. */
const valuesAtOnce = 1 << 20;

/** Yields how many bytes were written. */
export async function* convertTensor(
  from: FileHandle,
  to: FileHandle,
  { source, target, sourceOffset, targetOffset }: TensorConversion,
): AsyncGenerator<number> {
  const valueCount = source.dimensions.reduce((product, size) => product * size, 1);
  const values = new Float32Array(Math.min(valuesAtOnce, valueCount));
  for (let start = 0; start < valueCount; start += valuesAtOnce) {
    const count = Math.min(valuesAtOnce, valueCount - start);
    const bytesOf = ({ type }: typeof source, of: number) => (of / type.blockValues) * type.blockBytes;
    const read = await readAt(from, sourceOffset + bytesOf(source, start), bytesOf(source, count));
    const written =
      source.typeNumber === target.typeNumber
        ? read
        : requantize(read, source.type, target.type, values.subarray(0, count));
    await writeAt(to, written, targetOffset + bytesOf(target, start));
    yield written.length;
  }
}

/** `values` is room for what the blocks hold. */
function requantize(bytes: Uint8Array, from: TensorType, to: TensorType, values: Float32Array): Uint8Array {
  const read = blockReaders.get(from.name);
  const write = blockWriters.get(to.name);
  if (read === undefined || write === undefined) throw new Error(`${from.name} cannot become ${to.name}.`);
  for (let block = 0; block * from.blockValues < values.length; block++)
    read(bytes, block * from.blockBytes, values, block * from.blockValues);
  const out = new Uint8Array((values.length / to.blockValues) * to.blockBytes);
  for (let block = 0; block * to.blockValues < values.length; block++)
    write(values, block * to.blockValues, out, block * to.blockBytes);
  return out;
}

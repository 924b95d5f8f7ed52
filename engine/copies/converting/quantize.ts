// Blocks of 32 values as Q4_0 and Q8_0, as llama.cpp's reference quantizer makes them. Pure.
// Source: llama.cpp's ggml-quants.c.
import { halfBits } from './halfFloats.ts';

export const valuesPerBlock = 32;

type WriteBlock = (values: Float32Array, at: number, out: Uint8Array, offset: number) => void;

/** The value furthest from zero becomes exactly −8 steps. */
const writeQ4_0: WriteBlock = (values, at, out, offset) => {
  let furthest = 0;
  for (let index = 0; index < valuesPerBlock; index++) {
    const value = values[at + index] ?? 0;
    if (Math.abs(value) > Math.abs(furthest)) furthest = value;
  }
  const step = Math.fround(furthest / -8);
  const inverse = step === 0 ? 0 : Math.fround(1 / step);
  writeHalf(step, out, offset);
  const steps = (index: number) =>
    Math.min(15, Math.trunc(Math.fround(Math.fround((values[at + index] ?? 0) * inverse) + 8.5)));
  for (let index = 0; index < 16; index++) out[offset + 2 + index] = steps(index) | (steps(index + 16) << 4);
};

const writeQ8_0: WriteBlock = (values, at, out, offset) => {
  let most = 0;
  for (let index = 0; index < valuesPerBlock; index++)
    most = Math.max(most, Math.abs(values[at + index] ?? 0));
  const step = Math.fround(most / 127);
  const inverse = step === 0 ? 0 : Math.fround(1 / step);
  writeHalf(step, out, offset);
  for (let index = 0; index < valuesPerBlock; index++)
    out[offset + 2 + index] = roundAway(Math.fround((values[at + index] ?? 0) * inverse)) & 0xff;
};

function writeHalf(value: number, out: Uint8Array, offset: number): void {
  const bits = halfBits(value);
  out[offset] = bits & 0xff;
  out[offset + 1] = bits >> 8;
}

/** C's `roundf`: halves go away from zero. */
function roundAway(value: number): number {
  return value < 0 ? -Math.floor(0.5 - value) : Math.floor(value + 0.5);
}

/** By the type's name in `ggufTypes.ts`. */
export const blockWriters: ReadonlyMap<string, WriteBlock> = new Map([
  ['Q4_0', writeQ4_0],
  ['Q8_0', writeQ8_0],
]);

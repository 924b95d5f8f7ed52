// The values that the blocks of a tensor stand for. Pure. Must not know files.
// Source: llama.cpp's ggml-quants.c, whose layouts these are.
import { halfValues } from './halfFloats.ts';

/** Reads the block at `offset` into `out` at `at`. */
type ReadBlock = (bytes: Uint8Array, offset: number, out: Float32Array, at: number) => void;

function half(bytes: Uint8Array, offset: number): number {
  return halfValues[byte(bytes, offset) | (byte(bytes, offset + 1) << 8)] ?? 0;
}

function byte(bytes: Uint8Array, offset: number): number {
  return bytes[offset] ?? 0;
}

function signed(value: number): number {
  return (value << 24) >> 24;
}

const single = new Float32Array(1);
const singleBits = new Uint32Array(single.buffer);

function fromBits(bits: number): number {
  singleBits[0] = bits;
  return single[0] ?? 0;
}

/** Half bytes: the lower ones are the first half of a block. */
function eachNibble(
  bytes: Uint8Array,
  offset: number,
  count: number,
  take: (index: number, value: number) => void,
): void {
  for (let index = 0; index < count; index++) {
    const pair = byte(bytes, offset + index);
    take(index, pair & 15);
    take(index + count, pair >> 4);
  }
}

const readQ4_0: ReadBlock = (bytes, offset, out, at) => {
  const scale = half(bytes, offset);
  eachNibble(bytes, offset + 2, 16, (index, value) => {
    out[at + index] = (value - 8) * scale;
  });
};

const readQ4_1: ReadBlock = (bytes, offset, out, at) => {
  const [scale, least] = [half(bytes, offset), half(bytes, offset + 2)];
  eachNibble(bytes, offset + 4, 16, (index, value) => {
    out[at + index] = value * scale + least;
  });
};

/** The fifth bits of a block's 32 values stand together. */
function fifthBit(bytes: Uint8Array, offset: number, index: number): number {
  return ((byte(bytes, offset + (index >> 3)) >> (index & 7)) & 1) << 4;
}

const readQ5_0: ReadBlock = (bytes, offset, out, at) => {
  const scale = half(bytes, offset);
  eachNibble(bytes, offset + 6, 16, (index, value) => {
    out[at + index] = ((value | fifthBit(bytes, offset + 2, index)) - 16) * scale;
  });
};

const readQ5_1: ReadBlock = (bytes, offset, out, at) => {
  const [scale, least] = [half(bytes, offset), half(bytes, offset + 2)];
  eachNibble(bytes, offset + 8, 16, (index, value) => {
    out[at + index] = (value | fifthBit(bytes, offset + 4, index)) * scale + least;
  });
};

const readQ8_0: ReadBlock = (bytes, offset, out, at) => {
  const scale = half(bytes, offset);
  for (let index = 0; index < 32; index++) out[at + index] = signed(byte(bytes, offset + 2 + index)) * scale;
};

/** Scale and minimum of one of the eight parts of a block of 256, six bits each. */
function scaleAndLeast(
  bytes: Uint8Array,
  offset: number,
  part: number,
): readonly [scale: number, least: number] {
  const at = (index: number) => byte(bytes, offset + index);
  if (part < 4) return [at(part) & 63, at(part + 4) & 63];
  return [(at(part + 4) & 15) | ((at(part - 4) >> 6) << 4), (at(part + 4) >> 4) | ((at(part) >> 6) << 4)];
}

/** Q4_K, and Q5_K with a fifth bit for each value. */
function readSuperBlock(highBitsAt: number | undefined, lowBitsAt: number): ReadBlock {
  return (bytes, offset, out, at) => {
    const [scale, least] = [half(bytes, offset), half(bytes, offset + 2)];
    for (let part = 0; part < 8; part++) {
      const [partScale, partLeast] = scaleAndLeast(bytes, offset + 4, part);
      const [d, m] = [scale * partScale, least * partLeast];
      const shift = (part & 1) * 4;
      for (let index = 0; index < 32; index++) {
        const low = (byte(bytes, offset + lowBitsAt + (part >> 1) * 32 + index) >> shift) & 15;
        const high =
          highBitsAt === undefined ? 0 : ((byte(bytes, offset + highBitsAt + index) >> part) & 1) << 4;
        out[at + part * 32 + index] = d * (low | high) - m;
      }
    }
  };
}

const readQ6_K: ReadBlock = (bytes, offset, out, at) => {
  const scale = half(bytes, offset + 208);
  for (let index = 0; index < 256; index++) {
    const [side, part, column] = [index >> 7, (index >> 5) & 3, index & 31];
    const low = byte(bytes, offset + side * 64 + (part & 1) * 32 + column) >> ((part >> 1) * 4);
    const high = byte(bytes, offset + 128 + side * 32 + column) >> (part * 2);
    const partScale = signed(byte(bytes, offset + 192 + (index >> 4)));
    out[at + index] = scale * partScale * (((low & 15) | ((high & 3) << 4)) - 32);
  }
};

/** By the type's name in `ggufTypes.ts`. Coarser ones than four bits are no source for another format. */
export const blockReaders: ReadonlyMap<string, ReadBlock> = new Map<string, ReadBlock>([
  [
    'F32',
    (bytes, offset, out, at) => {
      const [a, b, c, d] = bytes.subarray(offset, offset + 4);
      out[at] = fromBits(((a ?? 0) | ((b ?? 0) << 8) | ((c ?? 0) << 16) | ((d ?? 0) << 24)) >>> 0);
    },
  ],
  [
    'F16',
    (bytes, offset, out, at) => {
      out[at] = half(bytes, offset);
    },
  ],
  [
    'BF16',
    (bytes, offset, out, at) => {
      out[at] = fromBits(((byte(bytes, offset) << 16) | (byte(bytes, offset + 1) << 24)) >>> 0);
    },
  ],
  ['Q4_0', readQ4_0],
  ['Q4_1', readQ4_1],
  ['Q5_0', readQ5_0],
  ['Q5_1', readQ5_1],
  ['Q8_0', readQ8_0],
  ['Q4_K', readSuperBlock(undefined, 16)],
  ['Q5_K', readSuperBlock(16, 48)],
  ['Q6_K', readQ6_K],
]);

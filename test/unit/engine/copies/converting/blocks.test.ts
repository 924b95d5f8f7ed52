// Sixteen-bit floats and blocks: exact where values can be written exactly, rounded as llama.cpp rounds otherwise.
// That whole files equal llama.cpp's, K-quants included, is tested with real weights.
import assert from 'node:assert/strict';
import { blockReaders } from '../../../../../engine/copies/converting/dequantize.ts';
import { halfBits, halfValues } from '../../../../../engine/copies/converting/halfFloats.ts';
import { blockWriters } from '../../../../../engine/copies/converting/quantize.ts';

describe('sixteen-bit floats', () => {
  it('come back as they were, all of them', () => {
    const changed = Array.from(halfValues.keys()).filter((bits) => {
      const value = halfValues[bits] ?? 0;
      return !Number.isNaN(value) && halfBits(value) !== bits;
    });
    assert.deepEqual(changed, []);
  });

  for (const [value, bits, why] of [
    [1 + 2 ** -11, 0x3c00, 'halfway goes to the even one below'],
    [1 + 3 * 2 ** -11, 0x3c02, 'halfway goes to the even one above'],
    [2 - 2 ** -12, 0x4000, 'rounding up carries into the exponent'],
    [65_519, 0x7bff, 'the largest number'],
    [65_520, 0x7c00, 'too large'],
    [-(2 ** -24), 0x8001, 'the smallest number'],
    [2 ** -25, 0, 'half of the smallest goes to zero'],
    [1.5 * 2 ** -25, 1, 'more than half of it does not'],
    [2 ** -14 - 2 ** -25, 0x0400, 'a subnormal carries into the normal ones'],
  ] as const) {
    it(why, () => assert.equal(halfBits(value), bits));
  }
});

describe('blocks', () => {
  const through = (type: string, values: Float32Array): Float32Array => {
    const bytes = new Uint8Array(34);
    const back = new Float32Array(32);
    blockWriters.get(type)?.(values, 0, bytes, 0);
    blockReaders.get(type)?.(bytes, 0, back, 0);
    return back;
  };

  it('Q4_0 keeps sixteen steps, of which the furthest from zero is the eighth', () => {
    const values = Float32Array.from({ length: 32 }, (_, index) => ((index % 16) - 8) * 0.5 + 0);
    assert.deepEqual(through('Q4_0', values), values);
    const mirrored = values.map((value) => 0 - value);
    assert.deepEqual(through('Q4_0', mirrored).map(Math.abs), mirrored.map(Math.abs));
  });

  it('Q8_0 keeps 255 steps', () => {
    const values = Float32Array.from({ length: 32 }, (_, index) => (index * 8 - 127) * 0.25);
    assert.deepEqual(through('Q8_0', values), values);
  });

  it('zeros stay zeros', () => {
    for (const type of blockWriters.keys())
      assert.deepEqual(Array.from(through(type, new Float32Array(32)), Math.abs), Array(32).fill(0));
  });

  it('32-bit and brain floats are read bit by bit', () => {
    const out = new Float32Array(2);
    blockReaders.get('F32')?.(new Uint8Array([0, 0, 0xc0, 0xbf]), 0, out, 0);
    blockReaders.get('BF16')?.(new Uint8Array([0xc0, 0xbf]), 0, out, 1);
    assert.deepEqual(Array.from(out), [-1.5, -1.5]);
  });

  it('fifth bits and minima are read', () => {
    const out = new Float32Array(32);
    // One step is 1; the fifth bits of the first and the last value are set; all four others are 1.
    const fifths = [0x01, 0, 0, 0x80];
    const fours = Array<number>(16).fill(0x11);
    blockReaders.get('Q5_0')?.(new Uint8Array([0, 0x3c, ...fifths, ...fours]), 0, out, 0);
    assert.deepEqual([out[0], out[1], out[16], out[31]], [1, -15, -15, 1]);
    blockReaders.get('Q5_1')?.(new Uint8Array([0, 0x3c, 0, 0x40, ...fifths, ...fours]), 0, out, 0);
    assert.deepEqual([out[0], out[1], out[16], out[31]], [19, 3, 3, 19]);
    blockReaders.get('Q4_1')?.(new Uint8Array([0, 0x3c, 0, 0x40, ...fours]), 0, out, 0);
    assert.deepEqual([out[0], out[31]], [3, 3]);
  });
});

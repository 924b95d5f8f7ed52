// 16-bit floats as numbers and back, as llama.cpp rounds them. Pure.

const exponentBits = 0x7c00;
const mantissaBits = 0x3ff;

/** By their bits. */
export const halfValues: Float32Array = Float32Array.from({ length: 0x1_0000 }, (_, bits) => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits & exponentBits) >> 10;
  const mantissa = bits & mantissaBits;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (mantissa + 0x400) * 2 ** (exponent - 25);
});

const single = new Float32Array(1);
const singleBits = new Uint32Array(single.buffer);

/** Bits of the nearest 16-bit float, of two equally near ones the even. */
export function halfBits(value: number): number {
  single[0] = value;
  const bits = singleBits[0] ?? 0;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 127;
  const mantissa = bits & 0x7f_ffff;
  if (exponent > 15) return sign | exponentBits | (exponent === 128 && mantissa !== 0 ? 0x200 : 0);
  // Below the smallest normal number the mantissa loses bits, and below half of the smallest of all everything.
  const lost = exponent >= -14 ? 13 : Math.min(13 - 14 - exponent, 25);
  const whole = exponent >= -14 ? ((exponent + 14) << 23) + (mantissa | 0x80_0000) : mantissa | 0x80_0000;
  const kept = Math.floor(whole / 2 ** lost);
  const rest = whole - kept * 2 ** lost;
  const half = 2 ** (lost - 1);
  // Rounding up may carry into the exponent, which is what it should do then.
  return sign | (kept + (rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0));
}

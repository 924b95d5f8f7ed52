// Makes an animated GIF of pictures of one size: one palette for all of them, and of each picture only what changed.
// Must not know what they show.
import { createRequire } from 'node:module';
import { PNG } from 'pngjs';

/** CommonJS with a default of its own, which every loader reads differently. */
const require = createRequire(import.meta.url);
/** @type {import('gifenc').Gifenc} */
const { GIFEncoder, applyPalette, quantize } = require('gifenc');
/** One of 256 stands for what is as before. */
const colours = 255;
/** Backgrounds and the like stay what they are: quantized, white would be cream. */
const exactColours = 48;

/** @typedef {{ readonly png: Buffer, readonly delayMs: number }} Frame */

/** @param {readonly Frame[]} frames @returns {Uint8Array} */
export function animationOf(frames) {
  const pictures = frames.map(({ png }) => PNG.sync.read(png));
  const [first, last] = [pictures[0], pictures.at(-1)];
  if (first === undefined || last === undefined) throw new Error('There is no picture.');
  const some = new Uint8Array(
    Buffer.concat([
      first.data,
      last.data,
      ...pictures
        .slice(1, -1)
        .filter((_, index) => index % 8 === 0)
        .map(({ data }) => data),
    ]),
  );
  const exact = commonColours(some, exactColours);
  const palette = [...exact.map(channelsOf), ...quantize(some, colours - exactColours)];
  const unchanged = palette.length;
  const gif = GIFEncoder();
  let before = /** @type {Uint8Array | undefined} */ (undefined);
  for (const [index, { data, width, height }] of pictures.entries()) {
    const pixels = indexed(new Uint8Array(data), palette, exact);
    const shown = before === undefined ? pixels : withoutUnchanged(pixels, before, unchanged);
    gif.writeFrame(shown, width, height, {
      palette: [...palette, [0, 0, 0]],
      delay: frames[index]?.delayMs ?? 0,
      transparent: before !== undefined,
      transparentIndex: unchanged,
      dispose: 1,
    });
    before = pixels;
  }
  gif.finish();
  return gif.bytes();
}

/** @param {Uint8Array} pixels @param {Uint8Array} before @param {number} unchanged */
function withoutUnchanged(pixels, before, unchanged) {
  return pixels.map((pixel, at) => (pixel === before[at] ? unchanged : pixel));
}

/** The most frequent first. @param {Uint8Array} pixels of four bytes @param {number} count */
function commonColours(pixels, count) {
  const seen = /** @type {Map<number, number>} */ (new Map());
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = colourAt(pixels, at);
    seen.set(colour, (seen.get(colour) ?? 0) + 1);
  }
  return [...seen]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, count)
    .map(([colour]) => colour);
}

/**
 * The library takes neighbouring colours for one, whichever comes first: white for the grey beside it.
 *
 * @param {Uint8Array} pixels of four bytes @param {number[][]} palette begins with the exact ones
 * @param {readonly number[]} exact
 */
function indexed(pixels, palette, exact) {
  const indices = applyPalette(pixels, palette);
  const indexOf = new Map(exact.map((colour, index) => [colour, index]));
  return indices.map((index, at) => indexOf.get(colourAt(pixels, 4 * at)) ?? index);
}

/** @param {Uint8Array} pixels @param {number} at */
function colourAt(pixels, at) {
  return ((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0);
}

/** @param {number} colour */
function channelsOf(colour) {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

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

/** @typedef {{ readonly png: Buffer, readonly delayMs: number }} Frame */

/** @param {readonly Frame[]} frames @returns {Uint8Array} */
export function animationOf(frames) {
  const pictures = frames.map(({ png }) => PNG.sync.read(png));
  const [first, last] = [pictures[0], pictures.at(-1)];
  if (first === undefined || last === undefined) throw new Error('There is no picture.');
  const palette = quantize(
    new Uint8Array(
      Buffer.concat([
        first.data,
        last.data,
        ...pictures
          .slice(1, -1)
          .filter((_, index) => index % 8 === 0)
          .map(({ data }) => data),
      ]),
    ),
    colours,
  );
  const unchanged = palette.length;
  const gif = GIFEncoder();
  let before = /** @type {Uint8Array | undefined} */ (undefined);
  for (const [index, { data, width, height }] of pictures.entries()) {
    const pixels = applyPalette(new Uint8Array(data), palette);
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

// An animated picture of pictures: all of them, with the times between them, and of each only what changed.
import assert from 'node:assert/strict';
import { PNG } from 'pngjs';
import { animationOf } from '../../../../scripts/pictures/animation.mjs';

const side = 16;

/** Grey, but for a red square of so many pixels. */
function picture(redPixels: number): Buffer {
  const png = new PNG({ width: side, height: side });
  for (let at = 0; at < side * side; at++) {
    const isRed = at < redPixels;
    png.data.set(isRed ? [200, 20, 20, 255] : [240, 240, 240, 255], at * 4);
  }
  return PNG.sync.write(png);
}

/** Hundredths of a second that each frame stands, from its control block. */
function delays(gif: Uint8Array): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at + 7 < gif.length; at++) {
    if (gif[at] === 0x21 && gif[at + 1] === 0xf9 && gif[at + 2] === 4)
      found.push((gif[at + 4] ?? 0) + 256 * (gif[at + 5] ?? 0));
  }
  return found;
}

describe('animationOf', () => {
  it('has every picture and its time', () => {
    const gif = animationOf([
      { png: picture(0), delayMs: 600 },
      { png: picture(4), delayMs: 110 },
      { png: picture(8), delayMs: 2500 },
    ]);
    assert.equal(new TextDecoder().decode(gif.subarray(0, 6)), 'GIF89a');
    assert.deepEqual(delays(gif), [60, 11, 250]);
  });

  it('writes little for what stays as it was', () => {
    const same = Array.from({ length: 40 }, () => ({ png: picture(9), delayMs: 100 }));
    assert.ok(animationOf(same).length < 40 * 200 + 2000);
  });

  it('needs a picture', () => assert.throws(() => animationOf([]), /no picture/));
});

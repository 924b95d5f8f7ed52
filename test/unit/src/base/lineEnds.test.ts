// Cuts that split nothing, and line ends as the model sees them.
import assert from 'node:assert/strict';
import { cutAtOrAfter, cutAtOrBefore, withPlainLineEnds } from '../../../../src/base/lineEnds.ts';

describe('line ends', () => {
  const plain: readonly (readonly [string, string])[] = [
    ['a\nb', 'a\nb'],
    ['a\r\nb\r\n', 'a\nb\n'],
    ['a\rb', 'a\nb'],
    ['a\r\r\nb', 'a\n\nb'],
    ['\r\n\r\n', '\n\n'],
  ];
  for (const [text, expected] of plain) {
    it(`are plain: ${JSON.stringify(text)}`, () => assert.equal(withPlainLineEnds(text), expected));
  }

  const cuts: readonly (readonly [string, number, number, number])[] = [
    // text, offset, at or before, at or after
    ['abc', 0, 0, 0],
    ['abc', 3, 3, 3],
    ['a👋b', 1, 1, 1],
    ['a👋b', 2, 1, 3],
    ['a👋b', 3, 3, 3],
    ['👋👋', 2, 2, 2],
    ['a\r\nb', 1, 1, 1],
    ['a\r\nb', 2, 1, 3],
    ['a\r\nb', 3, 3, 3],
    ['\n\r', 1, 1, 1],
    // Halves without their other half are no pair.
    ['\ud83d\ud83d', 1, 1, 1],
    ['\udc4b\ud83d', 1, 1, 1],
  ];
  for (const [text, offset, before, after] of cuts) {
    it(`cuts ${JSON.stringify(text)} near ${offset}`, () => {
      assert.deepEqual([cutAtOrBefore(text, offset), cutAtOrAfter(text, offset)], [before, after]);
    });
  }
});

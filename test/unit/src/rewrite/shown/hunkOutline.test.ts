// One outline around the lines of a pending change.
import assert from 'node:assert/strict';
import { outlineParts } from '../../../../../src/rewrite/shown/hunkOutline.ts';

describe('outlineParts', () => {
  for (const [name, blocks, expected] of [
    ['nothing', [], { top: [], middle: [], bottom: [], single: [] }],
    ['one line', [{ firstLine: 3, lastLine: 3 }], { top: [], middle: [], bottom: [], single: [3] }],
    ['two lines', [{ firstLine: 3, lastLine: 4 }], { top: [3], middle: [], bottom: [4], single: [] }],
    [
      'several lines and another block',
      [
        { firstLine: 1, lastLine: 4 },
        { firstLine: 5, lastLine: 5 },
      ],
      { top: [1], middle: [2, 3], bottom: [4], single: [5] },
    ],
  ] as const) {
    it(name, () => assert.deepEqual(outlineParts(blocks), expected));
  }
});

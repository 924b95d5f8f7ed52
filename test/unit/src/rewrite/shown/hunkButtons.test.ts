// Which buttons stand above pending hunks.
import assert from 'node:assert/strict';
import { hunkButtons } from '../../../../../src/rewrite/shown/hunkButtons.ts';
import { plainTranslate } from '../../../../support/plainTranslate.ts';

const one = { id: 1, startOffset: 4, endOffset: 9, original: 'old\n' };
const other = { id: 2, startOffset: 20, endOffset: 20, original: 'gone\n' };

describe('hunkButtons', () => {
  for (const [what, hunks, writingOffset, expected] of [
    ['none where nothing is pending', [], undefined, []],
    ['two for one change', [one], undefined, ['4 Accept 1', '4 Discard 1']],
    [
      'those for all above the first of several',
      [one, other],
      undefined,
      [
        '4 Accept All (2)',
        '4 Discard All',
        '4 Compare',
        '4 Accept 1',
        '4 Discard 1',
        '20 Accept 2',
        '20 Discard 2',
      ],
    ],
    ['Stop where Hearth writes', [one], 12, ['12 Stop', '4 Accept 1', '4 Discard 1']],
  ] as const) {
    it(`are ${what}`, () => {
      const buttons = hunkButtons(hunks, writingOffset, plainTranslate);
      assert.deepEqual(
        buttons.map(({ offset, title, hunkId }) => [offset, title, hunkId ?? []].flat().join(' ')),
        expected,
      );
    });
  }
});

// Replacements: applied, found between two texts, and followed by offsets.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyChange, changeBetween, movedEnd, movedStart } from '../../../../src/base/textChanges.ts';

describe('text changes', () => {
  const found: readonly (readonly [string, string, string])[] = [
    // before, after, [offset−removed+inserted]
    ['abc', 'abc', '3-0+'],
    ['', 'abc', '0-0+abc'],
    ['abc', '', '0-3+'],
    ['abcdef', 'abXdef', '2-1+X'],
    ['aaaa', 'aaaaa', '4-0+a'],
    ['a\nb\n', 'a\r\nb\r\n', '1-2+\r\nb\r'],
    ['x'.repeat(9000), `${'x'.repeat(5000)}y${'x'.repeat(4000)}`, '5000-0+y'],
  ];
  for (const [before, after, expected] of found) {
    it(`finds ${JSON.stringify(expected)}`, () => {
      const { startOffset, removedLength, insertedText } = changeBetween(before, after);
      assert.equal(`${startOffset}-${removedLength}+${insertedText}`, expected);
    });
  }

  it('finds a change that makes the one text of the other', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 40 });
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        assert.equal(applyChange(before, changeBetween(before, after)), after);
      }),
    );
  });

  const moves: readonly (readonly [string, string, number | undefined, number | undefined])[] = [
    // name, offset−removed+inserted around 10, start and end afterwards
    ['insertion before', '5-0+abc', 13, 13],
    ['insertion right there', '10-0+abc', 10, 13],
    ['insertion after', '11-0+abc', 10, 10],
    ['removal up to there', '5-5+', 5, 5],
    ['replacement up to there', '5-5+abcdefg', 12, 12],
    ['removal from there', '10-5+', 10, 10],
    ['replacement from there', '10-5+a', 10, 10],
    ['removal across', '8-4+', undefined, undefined],
    ['replacement across', '8-4+abcd', undefined, undefined],
  ];
  for (const [name, drawn, start, end] of moves) {
    it(`moves by a ${name}`, () => {
      const [, startOffset, removedLength, insertedText = ''] = /^(\d+)-(\d+)\+(.*)$/.exec(drawn) ?? [];
      const change = {
        startOffset: Number(startOffset),
        removedLength: Number(removedLength),
        insertedText,
      };
      assert.deepEqual([movedStart(10, change), movedEnd(10, change)], [start, end]);
    });
  }
});

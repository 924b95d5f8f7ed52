// Replacements: applied, and found between two texts.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyChange, changeBetween } from '../../../../src/base/textChanges.ts';

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
});

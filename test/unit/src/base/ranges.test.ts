// Ranges that follow changes: what stays in them, what comes in, and what their edges do.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  followContent,
  followRange,
  growing,
  keeping,
  movedEnd,
  movedStart,
  type Stickiness,
} from '../../../../src/base/ranges.ts';
import { applyChange } from '../../../../src/base/textChanges.ts';

/** Every character once, so that it says where it comes from. */
const text = 'abcdefghijklmnop';
const offset = fc.nat({ max: text.length });
const edge = fc.constantFrom('inside' as const, 'outside' as const);

describe('ranges', () => {
  const edges: readonly (readonly [string, Stickiness, string, string])[] = [
    // What follows, at the start and at the end of [def].
    ['grow at both edges', growing, 'abc[XYdef]g', 'abc[defXY]g'],
    ['keep what they are', keeping, 'abcXY[def]g', 'abc[def]XYg'],
    ['grow at their end', { atStart: 'outside', atEnd: 'inside' }, 'abcXY[def]g', 'abc[defXY]g'],
  ];
  for (const [name, stickiness, atStart, atEnd] of edges) {
    it(name, () => {
      for (const [startOffset, drawn] of [
        [3, atStart],
        [6, atEnd],
      ] as const) {
        const change = { startOffset, removedLength: 0, insertedText: 'XY' };
        const range = followRange({ startOffset: 3, endOffset: 6 }, change, stickiness);
        const after = applyChange('abcdefg', change);
        assert.equal(
          `${after.slice(0, range.startOffset)}[${after.slice(range.startOffset, range.endOffset)}]${after.slice(range.endOffset)}`,
          drawn,
        );
      }
    });
  }

  it('hold what is left of them, and what was inserted where the change was inside', () => {
    fc.assert(
      fc.property(offset, offset, offset, offset, fc.constantFrom('', 'X', 'XYZ'), edge, edge, (...drawn) => {
        const [from, to, changeFrom, changeTo, insertedText, atStart, atEnd] = drawn;
        const range = { startOffset: Math.min(from, to), endOffset: Math.max(from, to) };
        const startOffset = Math.min(changeFrom, changeTo);
        const change = { startOffset, removedLength: Math.abs(changeTo - changeFrom), insertedText };
        const followed = followRange(range, change, { atStart, atEnd });
        const after = applyChange(text, change);
        const removed = text.slice(startOffset, startOffset + change.removedLength);
        const content = text.slice(range.startOffset, range.endOffset);
        const left = Array.from(content)
          .filter((letter) => !removed.includes(letter))
          .join('');
        const now = after.slice(followed.startOffset, followed.endOffset);
        assert.equal(now.replace(/[XYZ]/g, ''), left);
        assert.equal(/[XYZ]/.test(now), followed.touch === 'inside' && insertedText !== '');
        assert.equal(followContent(content, range.startOffset, followed, change), now);
        if (followed.touch === 'outside') assert.equal(now, content);
      }),
      { numRuns: 3000 },
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

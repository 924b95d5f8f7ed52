// Where a suggestion is asked for; `█` is the cursor.
import assert from 'node:assert/strict';
import { placeAt } from '../../../../../src/completion/place/place.ts';
import { surroundings } from '../../../../../src/completion/place/surroundings.ts';

function around(marked: string) {
  return surroundings(marked.replace('█', ''), marked.indexOf('█'));
}

describe('surroundings', () => {
  it('gives the lines around the cursor without line ends', () => {
    assert.deepEqual(around('one\r\ntw█o\r\n\r\n  \r\nthree\r\n'), {
      lineBefore: 'tw',
      lineAfter: 'o',
      previousLine: 'one',
      nextLine: 'three',
      before: 'one\r\ntw',
      isWholeBefore: true,
      after: 'o\r\n\r\n  \r\nthree\r\n',
    });
  });

  it('at the edges of a document', () => {
    for (const marked of ['█', '█a', 'a█', '█\n', '\n█', '█\r\n']) {
      const { lineBefore, lineAfter } = around(marked);
      assert.equal(lineBefore + lineAfter, marked.replace(/[█\r\n]/g, ''));
    }
  });
});

describe('placeAt', () => {
  const document = { uri: 'u', text: 'console.lo' };
  for (const [name, selected, expected] of [
    ['no item', undefined, [10, 10, 10, '']],
    ['an item that goes on', { startOffset: 8, endOffset: 10, text: 'log' }, [10, 10, 8, 'g']],
    ['an item already typed', { startOffset: 8, endOffset: 10, text: 'lo' }, [10, 10, 8, '']],
    ['a fuzzy item', { startOffset: 8, endOffset: 10, text: 'Log' }, [8, 10, 8, 'Log']],
    ['an item with what is before', { startOffset: 7, endOffset: 10, text: '?.log' }, [7, 10, 7, '?.log']],
  ] as const) {
    it(name, () => {
      const { offset, afterOffset, itemOffset, forcedText } = placeAt(document, 10, selected);
      assert.deepEqual([offset, afterOffset, itemOffset, forcedText], expected);
    });
  }
});

// What is painted for pending hunks, and removed code as Markdown.
import assert from 'node:assert/strict';
import { hunkMarks, removedBlock } from '../../../../../src/rewrite/shown/hunkLines.ts';

describe('hunkMarks', () => {
  it('marks lines without the next one, words within, and places of removal', () => {
    const text = 'one\r\nnew total\r\nend\r\n';
    const marks = hunkMarks(text, [
      { id: 1, startOffset: 5, endOffset: 16, original: 'old total\r\n' },
      { id: 2, startOffset: 21, endOffset: 21, original: 'gone\r\n' },
    ]);
    assert.deepEqual(marks.added, [
      { hunkId: 1, startOffset: 5, endOffset: 14, removedText: 'old total\r\n' },
    ]);
    assert.deepEqual(marks.words, [{ startOffset: 5, endOffset: 8 }]);
    assert.deepEqual(marks.removed, [{ hunkId: 2, startOffset: 21, endOffset: 21, removedText: 'gone\r\n' }]);
  });

  it('marks no line behind which others are added', () => {
    for (const lineEnd of ['\n', '\r\n']) {
      const [mark] = hunkMarks(`}${lineEnd}test();${lineEnd}`, [
        { id: 1, startOffset: 1, endOffset: 1 + lineEnd.length + 7, original: '' },
      ]).added;
      assert.equal(mark?.startOffset, 1 + lineEnd.length);
      assert.equal(mark.endOffset, 1 + lineEnd.length + 7);
    }
  });
});

describe('removedBlock', () => {
  it('is a fence that the code cannot end', () => {
    assert.equal(removedBlock('a\r\n```\r\nb\r\n', 'ts'), '````ts\na\n```\nb\n````');
  });

  it('is cut where it is long', () => {
    assert.equal(removedBlock('x\n'.repeat(100), 'ts').split('\n').length, 43);
  });
});

// What of the cells above goes along with a cell.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { codeAbove, type NotebookCell } from '../../../../src/context/notebookCells.ts';

const cell = (text: string, languageId = 'python'): NotebookCell => ({
  uri: `cell:${text}`,
  languageId,
  text,
});

describe('codeAbove', () => {
  const cells = [cell('import a'), cell('SELECT 1', 'sql'), cell('  \n'), cell('x = a.load()\n')];
  for (const [name, room, expected] of [
    ['all in their order, those of other languages left out', 1000, 'import a\n\nx = a.load()\n\n'],
    ['the nearest first', 20, 'x = a.load()\n\n'],
    ['nothing without room', 5, ''],
  ] as const) {
    it(name, () => assert.equal(codeAbove(cells, 'python', room), expected));
  }

  it('takes the last lines of a cell that does not fit', () => {
    const lines = Array.from({ length: 200 }, (_, index) => `x${index} = ${index}`).join('\n');
    const above = codeAbove([cell(lines)], 'python', 1200);
    assert.ok(above.length <= 1000 && above.length > 980, `${above.length}`);
    assert.ok(`\n${lines}\n\n`.endsWith(`\n${above}`));
  });

  it('stays the same while a cell is typed, but for few keys', () => {
    const many = Array.from({ length: 12 }, (_, index) => cell(`value${index} = ${'1 + '.repeat(40)}1`));
    const starts = Array.from({ length: 300 }, (_, typed) => codeAbove(many, 'python', 1800 - typed));
    const moves = starts.filter((above, index) => index > 0 && above !== starts[index - 1]).length;
    assert.ok(moves <= 3, `${moves} moves`);
  });

  it('never takes more than there is room for', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-c\n]{0,60}$/)), fc.nat(200), (texts, room) => {
        assert.ok(
          codeAbove(
            texts.map((text) => cell(text)),
            'python',
            room,
          ).length <= room,
        );
      }),
    );
  });
});

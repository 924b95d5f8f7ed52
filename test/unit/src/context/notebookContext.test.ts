// Windows of cells, over the product's own context and privacy.
import assert from 'node:assert/strict';
import type { NotebookCell } from '../../../../src/context/notebookCells.ts';
import { NotebookContext } from '../../../../src/context/notebookContext.ts';
import { ScopeContext } from '../../../../src/context/scopeContext.ts';
import { StatedPrivacy } from '../../../support/statedPrivacy.ts';

const budget = { beforeCharacters: 400, afterCharacters: 100 };
const uri = 'vscode-notebook-cell:/a.ipynb#3';
const key = `-----BEGIN PRIVATE KEY-----\n${'MIIE'.repeat(16)}`;

function windowOf(
  text: string,
  cells: readonly NotebookCell[],
  prepare: (privacy: StatedPrivacy) => void = () => {},
) {
  const privacy = new StatedPrivacy();
  prepare(privacy);
  const context = new NotebookContext({
    inner: new ScopeContext(
      () => Promise.reject(new Error('no grammars here')),
      () => 0,
    ),
    cellsAbove: (asked) => (asked === uri ? cells : []),
    privacy,
  });
  return context.windowAt({ uri, languageId: 'python', version: 1, text }, text.length, budget);
}
const cell = (text: string, index = 1): NotebookCell => ({
  uri: `vscode-notebook-cell:/a.ipynb#${index}`,
  languageId: 'python',
  text,
});

describe('a cell’s window', () => {
  it('begins with the cells above', () => {
    const { before, startOffset } = windowOf('y = ', [cell('x = 1\r\nz = 2')]);
    assert.equal(before, 'x = 1\nz = 2\n\ny = ');
    assert.equal(startOffset, 0);
  });

  it('has no room for them when the cell itself fills it', () => {
    const { before } = windowOf('y = 1\n'.repeat(100), [cell('x = 1')]);
    assert.ok(!before.includes('x') && before.length <= budget.beforeCharacters);
  });

  it('holds nothing of a cell with a key, whose rules need not be read for that', () => {
    const cells = [cell(`k = """\n${key}"""`), cell('x = 1', 2)];
    const unread = (privacy: StatedPrivacy) => {
      for (const { uri: above } of cells) privacy.refusals.set(above, 'rulesNotRead');
    };
    assert.equal(windowOf('y = ', cells, unread).before, 'x = 1\n\ny = ');
  });

  it('holds nothing of a cell that may not be read', () => {
    const hide = (privacy: StatedPrivacy) => privacy.refusals.set(cell('').uri, 'ignoredFile');
    assert.equal(windowOf('y = ', [cell('x = 1'), cell('z = 2', 2)], hide).before, 'z = 2\n\ny = ');
  });
});

// Documents that are no files on a disk: cells of notebooks, and files of a virtual file system.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describeRecord } from '../../src/completion/recentOutcomes.ts';
import type { HearthApi } from '../../src/extension.ts';
import { activeHearth, eventually } from './support/hearth.ts';
import { MemoryFileSystem } from './support/memoryFileSystem.ts';
import { sum, Typist } from './support/typing.ts';

describe('suggestions', () => {
  let hearth: HearthApi;

  before(async () => {
    hearth = await activeHearth();
    await hearth.whenReady();
  });

  it('come in files of a virtual file system', async () => {
    const files = new MemoryFileSystem();
    const registered = vscode.workspace.registerFileSystemProvider('hearthmemory', files);
    try {
      const uri = vscode.Uri.parse('hearthmemory:/sum.ts');
      files.texts.set(uri.path, sum.replace('█', ''));
      const typist = await Typist.at(hearth, await vscode.workspace.openTextDocument(uri), sum);
      const record = await typist.typeAndTrigger('tot');
      assert.equal(record.outcome.kind, 'shown', describeRecord(record));
      await typist.accept();
      assert.match(typist.line, /^ {4}total \+= value;?$/);
      await typist.close();
    } finally {
      registered.dispose();
    }
  });

  it('come in a notebook’s cell, with the names of the cells above', async () => {
    const code = (text: string) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python');
    const registered = vscode.workspace.registerNotebookSerializer('hearth-notebook', {
      deserializeNotebook: () => new vscode.NotebookData([]),
      serializeNotebook: () => new Uint8Array(),
    });
    try {
      const notebook = await vscode.workspace.openNotebookDocument(
        'hearth-notebook',
        new vscode.NotebookData([
          code('def convertFahrenheitToCelsius(degrees):\n    return (degrees - 32) * 5 / 9\n'),
          code('boiling = convertFahr'),
        ]),
      );
      await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(1, 2)] });
      await vscode.commands.executeCommand('notebook.cell.edit');
      const cell = notebook.cellAt(1).document;
      const editor = await eventually('an editor of the cell', () =>
        vscode.window.visibleTextEditors.find(({ document }) => document === cell),
      );
      const end = cell.positionAt(cell.getText().length);
      editor.selection = new vscode.Selection(end, end);
      const typist = Typist.in(hearth, editor);
      const record = await typist.trigger();
      assert.equal(record.outcome.kind, 'shown', describeRecord(record));
      await typist.accept();
      assert.match(typist.text, /convertFahrenheitToCelsius/);
    } finally {
      registered.dispose();
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });
});

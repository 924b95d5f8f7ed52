// A notebook's cells as plain data. Must not decide what of them is read.
import * as vscode from 'vscode';
import type { NotebookCell } from '../context/notebookCells.ts';

/** The code cells above a cell, in their order; none for documents that are no cells. */
export function cellsAbove(uri: string): readonly NotebookCell[] {
  if (!uri.startsWith('vscode-notebook-cell:')) return [];
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cells = notebook.getCells();
    const index = cells.findIndex(({ document }) => document.uri.toString() === uri);
    if (index === -1) continue;
    return cells
      .slice(0, index)
      .filter(({ kind }) => kind === vscode.NotebookCellKind.Code)
      .map(({ document }) => ({
        uri: document.uri.toString(),
        languageId: document.languageId,
        text: document.getText(),
      }));
  }
  return [];
}

// A VS Code document as pending changes see it. Must not decide anything about them.
import * as vscode from 'vscode';
import type { TextChange } from '../../base/textChanges.ts';
import type { EditableDocument, UndoStops } from './pendingDocument.ts';

export class VscodeDocument implements EditableDocument {
  readonly document: vscode.TextDocument;

  constructor(document: vscode.TextDocument) {
    this.document = document;
  }

  get uri(): string {
    return this.document.uri.toString();
  }

  text(): string {
    return this.document.getText();
  }

  async edit(changes: readonly TextChange[], undo: UndoStops): Promise<void> {
    if (this.document.isClosed || (await isReadOnly(this.document.uri))) return;
    const editor = vscode.window.visibleTextEditors.find((visible) => visible.document === this.document);
    // Only an editor on screen can join edits to one step for undo.
    if (editor === undefined) {
      const edit = new vscode.WorkspaceEdit();
      for (const change of changes)
        edit.replace(this.document.uri, this.rangeOf(change), change.insertedText);
      await vscode.workspace.applyEdit(edit);
      return;
    }
    await editor.edit(
      (edit) => {
        for (const change of changes) edit.replace(this.rangeOf(change), change.insertedText);
      },
      { undoStopBefore: undo.before, undoStopAfter: undo.after },
    );
  }

  private rangeOf({ startOffset, removedLength }: TextChange): vscode.Range {
    return rangeAt(this.document, startOffset, startOffset + removedLength);
  }
}

export function rangeAt(document: vscode.TextDocument, startOffset: number, endOffset: number): vscode.Range {
  return new vscode.Range(document.positionAt(startOffset), document.positionAt(endOffset));
}

/** Whether the file says that it may not be written; documents that are no files yet may. */
export async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  if (uri.scheme === 'untitled') return false;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch (error: unknown) {
    // A file that was deleted under its editor can be written again; whatever else is wrong, the edit will say.
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}

// A VS Code document as pending changes see it. Must not decide anything about them.
import * as vscode from 'vscode';
import type { TextChange } from '../../base/textChanges.ts';
import type { DocumentEdit, EditableDocument } from './pendingDocument.ts';

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

  async edit(edit: DocumentEdit): Promise<boolean> {
    if (this.document.isClosed || (await isReadOnly(this.document.uri))) return false;
    // Nothing may be awaited from here on: ranges are of this text, and VS Code takes them for its version only.
    if (this.document.isClosed || this.text() !== edit.text) return false;
    const editor = vscode.window.visibleTextEditors.find((visible) => visible.document === this.document);
    if (editor === undefined) return await this.editOffScreen(edit);
    try {
      return await this.editIn(editor, edit);
    } catch {
      // The editor was closed while the edit was on its way to it, which need not be the end of the document.
      if (this.document.isClosed || this.text() !== edit.text) return false;
      return await this.editOffScreen(edit);
    }
  }

  /** Only an editor on screen can join edits to one step for undo. */
  private async editIn(editor: vscode.TextEditor, { changes, undo }: DocumentEdit): Promise<boolean> {
    return await editor.edit(
      (edit) => {
        for (const change of changes) edit.replace(this.rangeOf(change), change.insertedText);
      },
      { undoStopBefore: undo.before, undoStopAfter: undo.after },
    );
  }

  private async editOffScreen({ changes }: DocumentEdit): Promise<boolean> {
    const edit = new vscode.WorkspaceEdit();
    for (const change of changes) edit.replace(this.document.uri, this.rangeOf(change), change.insertedText);
    return await vscode.workspace.applyEdit(edit);
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

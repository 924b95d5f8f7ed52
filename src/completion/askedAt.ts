// What the editor says of a document and a place in it, before any of its text is read. Must not decide anything.
import * as vscode from 'vscode';
import { hasWritableFiles } from '../editor/completedDocuments.ts';
import { lengthOf, snapshotOf } from '../editor/snapshot.ts';
import type { AskedPlace } from './when/situation.ts';

/** With no item selected in an open list. */
export function askedAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  isManual: boolean,
): AskedPlace {
  const { uri, languageId } = document;
  return {
    uri: uri.toString(),
    languageId,
    snapshot: () => snapshotOf(document),
    documentLength: lengthOf(document),
    scheme: uri.scheme,
    hasWritableFiles: hasWritableFiles(uri.scheme),
    isReadOnly: vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false,
    offset: document.offsetAt(position),
    isManual,
    cursorCount: cursorCount(document),
    selected: undefined,
  };
}

function cursorCount(document: vscode.TextDocument): number {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document ? editor.selections.length : 1;
}

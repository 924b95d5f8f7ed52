// Which of VS Code's documents are code that people write. Must not know what is done with them.
import * as vscode from 'vscode';
import { isCompletedScheme } from './completedSchemes.ts';

export function isCompleted({ scheme }: vscode.Uri): boolean {
  return isCompletedScheme(scheme, hasWritableFiles(scheme));
}

/** Whether documents of a scheme are files that can be saved, on whatever file system an extension provides. */
export function hasWritableFiles(scheme: string): boolean {
  return vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

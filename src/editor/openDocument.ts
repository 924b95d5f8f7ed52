// The document that is open under an address. Must not know what is done with it.
import * as vscode from 'vscode';

/** Undefined when none is open there. */
export function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

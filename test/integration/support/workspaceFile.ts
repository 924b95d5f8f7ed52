// Files of the tests' workspace, as a person finds them: written, then opened.
// Must not know what a test does with them.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './hearth.ts';

/**
 * Resolves once the document holds what was written: the editor keeps a document for a while after its tab is closed, and
 * one of an earlier test under the same name has the former text until the file is read anew.
 */
export async function openedFile(name: string, text: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'there is no workspace');
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await eventually(`${name} as it was written`, () => (document.getText() === text ? true : undefined));
  return document;
}

// What menus and keys can ask about the active editor. Must not decide what is pending.
import * as vscode from 'vscode';
import { contextKeys } from '../../settings/manifest.ts';
import type { PendingChanges } from '../pending/pendingChanges.ts';

export function followContextKeys(pending: PendingChanges): vscode.Disposable {
  const update = () => {
    const editor = vscode.window.activeTextEditor;
    const active = editor === undefined ? undefined : pending.get(editor.document.uri);
    setContext(contextKeys.hasPendingChange, (active?.hunks.length ?? 0) > 0);
    setContext(contextKeys.isWriting, active?.isWriting === true);
  };
  update();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(update),
    pending.onDidChange(update),
  );
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}

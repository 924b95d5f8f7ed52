// Says once that there is no usable model, and what to do. Must not look for one.
import * as vscode from 'vscode';
import { commandIds } from './manifest.ts';

export class ModelNotice {
  private lastMessage: string | undefined;

  /** Each message is shown once until another one comes. */
  show(message: string): void {
    if (message === this.lastMessage) return;
    this.lastMessage = message;
    const choose = vscode.l10n.t('Choose Model File…');
    void vscode.window.showWarningMessage(message, choose).then((picked) => {
      if (picked === choose) void vscode.commands.executeCommand(commandIds.chooseModel);
    });
  }

  clear(): void {
    this.lastMessage = undefined;
  }
}

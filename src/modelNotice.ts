// Says once that something keeps Hearth from working, with buttons for what to do. Must not find out what it is.
import * as vscode from 'vscode';
import { commandIds } from './manifest.ts';

/** What a notice can offer to do. */
export type Remedy = 'chooseModel' | 'restartEngine' | 'showLog';

export class ModelNotice {
  private lastMessage: string | undefined;

  /** Each message is shown once until another one comes. */
  show(message: string, remedies: readonly Remedy[]): void {
    if (message === this.lastMessage) return;
    this.lastMessage = message;
    const titles: Readonly<Record<Remedy, string>> = {
      chooseModel: vscode.l10n.t('Choose Model File…'),
      restartEngine: vscode.l10n.t('Restart Engine'),
      showLog: vscode.l10n.t('Show Log'),
    };
    const buttons = remedies.map((remedy) => ({ title: titles[remedy], command: commandIds[remedy] }));
    void vscode.window.showWarningMessage(message, ...buttons).then((picked) => {
      if (picked !== undefined) void vscode.commands.executeCommand(picked.command);
    });
  }

  clear(): void {
    this.lastMessage = undefined;
  }
}

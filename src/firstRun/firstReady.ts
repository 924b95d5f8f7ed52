// Says once that the first model is there and what to do now, and brings the first suggestion where somebody works.
// Must not find out whether there is a model.
import * as vscode from 'vscode';
import { commandIds } from '../settings/manifest.ts';

const saidKey = 'hearth.saidReady';

export class FirstReady {
  private readonly globalState: vscode.Memento;
  private isAwaited = false;

  constructor(globalState: vscode.Memento) {
    this.globalState = globalState;
  }

  /** There was no model in this window. */
  modelIsMissing(): void {
    this.isAwaited = true;
  }

  async engineIsReady(): Promise<void> {
    if (!this.isAwaited) return;
    this.isAwaited = false;
    // They say that there is no model, and offer to choose one.
    await vscode.commands.executeCommand('notifications.hideToasts');
    const isAtCode = vscode.window.activeTextEditor !== undefined;
    if (isAtCode) await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    if (this.globalState.get(saidKey) === true) return;
    await this.globalState.update(saidKey, true);
    const tryIt = vscode.l10n.t('Try It');
    const message = vscode.l10n.t('Hearth is ready: type, and suggestions appear in grey. Tab takes one.');
    const picked = await vscode.window.showInformationMessage(message, ...(isAtCode ? [] : [tryIt]));
    if (picked === tryIt) await vscode.commands.executeCommand(commandIds.tryIt);
  }
}

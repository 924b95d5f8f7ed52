// Shows a message with buttons for its remedies. Must not know what happened.
import * as vscode from 'vscode';
import { commandIds } from '../settings/manifest.ts';

/** What a message can offer to do. */
export type MessageButton = 'chooseModel' | 'restartEngine' | 'showLog';

/** `remedies` are buttons for what to do about it. */
export interface Message {
  readonly text: string;
  readonly isProblem: boolean;
  readonly remedies: readonly MessageButton[];
}

export async function showMessage({ text, isProblem, remedies }: Message): Promise<void> {
  const titles: Readonly<Record<MessageButton, string>> = {
    chooseModel: vscode.l10n.t('Choose Model File…'),
    restartEngine: vscode.l10n.t('Restart Engine'),
    showLog: vscode.l10n.t('Show Log'),
  };
  const buttons = remedies.map((remedy) => ({ title: titles[remedy], command: commandIds[remedy] }));
  const picked = isProblem
    ? await vscode.window.showWarningMessage(text, ...buttons)
    : await vscode.window.showInformationMessage(text, ...buttons);
  if (picked !== undefined) await vscode.commands.executeCommand(picked.command);
}

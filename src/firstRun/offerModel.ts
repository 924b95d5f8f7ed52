// Tells whoever asked for something that there is no model to answer, and leads to one. Must not know what was asked.
import * as vscode from 'vscode';
import { commandIds } from '../settings/manifest.ts';

export async function offerModel(): Promise<void> {
  const choose = vscode.l10n.t('Choose a Model…');
  const message = vscode.l10n.t('Hearth has no model yet. It completes nothing until you choose one.');
  if ((await vscode.window.showInformationMessage(message, choose)) === choose)
    await vscode.commands.executeCommand(commandIds.chooseModel);
}

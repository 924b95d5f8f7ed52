// Tells whoever asked for something that there is no model to answer, and leads to one. Must not know what was asked.
import * as vscode from 'vscode';
import { commandIds } from '../settings/manifest.ts';

export function noModelWords(): string {
  return vscode.l10n.t('Hearth has no model yet. Choose one, and it suggests, answers and rewrites.');
}

export async function offerModel(): Promise<void> {
  const choose = vscode.l10n.t('Choose a Model…');
  if ((await vscode.window.showInformationMessage(noModelWords(), choose)) === choose)
    await vscode.commands.executeCommand(commandIds.chooseModel);
}

/** Whether there is one; the offer is made where there is none, and not waited for. */
export async function requireModel(models: { find(): Promise<string | undefined> }): Promise<boolean> {
  if ((await models.find()) !== undefined) return true;
  void offerModel();
  return false;
}

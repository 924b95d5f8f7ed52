// Turns suggestions on or off for one language, where the value that counts is written. Must not know menus.
import * as vscode from 'vscode';
import { settingIds } from '../../settings/manifest.ts';
import { languageWriting } from '../../settings/switching.ts';

export async function toggleLanguage(languageId: string, isEnabled: boolean): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(undefined, { languageId });
  const stated = configuration.inspect<boolean>(settingIds.enable) ?? {};
  const { target, value } = languageWriting(stated, !isEnabled);
  const { Global, Workspace } = vscode.ConfigurationTarget;
  await configuration.update(settingIds.enable, value, target === 'workspace' ? Workspace : Global, true);
}

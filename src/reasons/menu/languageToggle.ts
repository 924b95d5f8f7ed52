// Turns suggestions on or off for one language, where the value that counts is written. Must not know menus.
import * as vscode from 'vscode';
import { settingIds } from '../../settings/manifest.ts';

export async function toggleLanguage(languageId: string, isEnabled: boolean): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(undefined, { languageId });
  // A workspace's own value for the language would win over the user's.
  const isWorkspaceOwn = configuration.inspect(settingIds.enable)?.workspaceLanguageValue !== undefined;
  const { Global, Workspace } = vscode.ConfigurationTarget;
  await configuration.update(settingIds.enable, !isEnabled, isWorkspaceOwn ? Workspace : Global, true);
}

// Turns suggestions on or off for one language, where the value that counts is written. Must not know menus.
import * as vscode from 'vscode';
import { settingIds } from '../../settings/manifest.ts';
import { languageWriting } from '../../settings/switching.ts';

export async function toggleLanguage(languageId: string, isEnabled: boolean): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(undefined, { languageId });
  const stated = configuration.inspect<boolean>(settingIds.enable) ?? {};
  const { target, value } = languageWriting(stated, !isEnabled);
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const place = target === 'workspace' ? Workspace : Global;
  await configuration.update(settingIds.enable, value, place, true);
  if (value === undefined) await removeEmptySection(`[${languageId}]`, place);
}

/** The editor takes the value away and leaves the language's section, though nothing stands in it any more. */
async function removeEmptySection(section: string, place: vscode.ConfigurationTarget): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const { globalValue, workspaceValue } = configuration.inspect<object>(section) ?? {};
  const left = place === vscode.ConfigurationTarget.Workspace ? workspaceValue : globalValue;
  if (left !== undefined && Object.keys(left).length === 0)
    await configuration.update(section, undefined, place);
}

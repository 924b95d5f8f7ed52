// Shows Hearth's menu and runs what is chosen. Must not decide what is in it.
import * as vscode from 'vscode';
import { translate } from '../../editor/translate.ts';
import { eagernessName, type MenuEntry, type MenuGroup } from './menuEntries.ts';
import { snoozeMinutes } from './snooze.ts';

type MenuItem = vscode.QuickPickItem & { readonly entry?: MenuEntry };

export async function pickFromMenu(groups: readonly MenuGroup[]): Promise<void> {
  const items: readonly MenuItem[] = groups.flatMap(({ heading, entries }) => [
    { label: heading, kind: vscode.QuickPickItemKind.Separator },
    // Not in the label: there a screen reader says the icon’s name.
    ...entries.map((entry) => ({ label: entry.label, iconPath: new vscode.ThemeIcon(entry.icon), entry })),
  ]);
  const picked = await vscode.window.showQuickPick(items, { title: 'Hearth' });
  if (picked?.entry === undefined) return;
  const { command, argument } = picked.entry;
  await vscode.commands.executeCommand(command, ...(argument === undefined ? [] : [argument]));
}

/** As the setting has them; undefined when nothing was chosen. */
export async function pickEagerness(current: string): Promise<string | undefined> {
  const descriptions = {
    quiet: vscode.l10n.t('Few suggestions, most of them right'),
    balanced: vscode.l10n.t('Suggestions that are more likely right than wrong'),
    eager: vscode.l10n.t('Nearly everything that the model has to say'),
  };
  const items = Object.entries(descriptions).map(([value, description]) => ({
    label: eagernessName(value, translate),
    iconPath: new vscode.ThemeIcon(value === current ? 'check' : 'blank'),
    // Icons are not read out.
    description: value === current ? `${vscode.l10n.t('now')} · ${description}` : description,
    value,
  }));
  const title = vscode.l10n.t('Hearth: Eagerness');
  return (await vscode.window.showQuickPick(items, { title }))?.value;
}

export async function pickSnoozeMinutes(): Promise<number | undefined> {
  const items = snoozeMinutes.map((minutes) => ({
    label: vscode.l10n.t('{0} Minutes', minutes),
    minutes,
  }));
  const title = vscode.l10n.t('Hearth: Snooze Suggestions');
  return (await vscode.window.showQuickPick(items, { title }))?.minutes;
}

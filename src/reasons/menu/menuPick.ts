// Shows Hearth's menu and runs what is chosen. Must not decide what is in it.
import * as vscode from 'vscode';
import type { MenuEntry, MenuGroup } from './menuEntries.ts';
import { snoozeMinutes } from './snooze.ts';

type MenuItem = vscode.QuickPickItem & { readonly entry?: MenuEntry };

export async function pickFromMenu(groups: readonly MenuGroup[]): Promise<void> {
  const items: readonly MenuItem[] = groups.flatMap(({ heading, entries }) => [
    { label: heading, kind: vscode.QuickPickItemKind.Separator },
    ...entries.map((entry) => ({ label: `$(${entry.icon}) ${entry.label}`, entry })),
  ]);
  const picked = await vscode.window.showQuickPick(items, { title: 'Hearth' });
  if (picked?.entry === undefined) return;
  const { command, argument } = picked.entry;
  await vscode.commands.executeCommand(command, ...(argument === undefined ? [] : [argument]));
}

export async function pickSnoozeMinutes(): Promise<number | undefined> {
  const items = snoozeMinutes.map((minutes) => ({
    label: vscode.l10n.t('{0} Minutes', minutes),
    minutes,
  }));
  const title = vscode.l10n.t('Hearth: Snooze Suggestions');
  return (await vscode.window.showQuickPick(items, { title }))?.minutes;
}

// Shows why nothing appeared, in a list that keyboard and screen reader know; choosing an entry opens what governs it.
// Must not decide what the reasons are.
import * as vscode from 'vscode';
import type { Remedy } from './remedy.ts';
import type { WhyEntry, WhySection } from './whyEntries.ts';

interface WhyItem extends vscode.QuickPickItem {
  readonly remedy?: Remedy | undefined;
}

export async function pickWhy(sections: readonly WhySection[]): Promise<void> {
  const picked = await vscode.window.showQuickPick<WhyItem>(sections.flatMap(itemsOf), {
    title: vscode.l10n.t('Hearth: Why No Suggestion?'),
    placeHolder: vscode.l10n.t('Choose a line to open the setting or command behind it'),
    matchOnDetail: true,
  });
  if (picked?.remedy !== undefined) await follow(picked.remedy);
}

/** The heading is in the second line of its first entry: as the separator's it would take the reason half of its line. */
function itemsOf({ heading, entries }: WhySection): readonly WhyItem[] {
  const line = { label: '', kind: vscode.QuickPickItemKind.Separator };
  return [line, ...entries.map((entry, index) => itemOf(index === 0 ? heading : '', entry))];
}

function itemOf(heading: string, { title, when, advice, icon, remedy }: WhyEntry): WhyItem {
  const arrow = remedy === undefined ? '' : ` → ${remedyLabel(remedy)}`;
  // The reason has its line for itself: beside it the age would be what is cut off last.
  const detail = [heading, `${advice}${arrow}`, when].filter((part) => part !== '').join(' · ');
  return { label: title, iconPath: new vscode.ThemeIcon(icon), detail, remedy };
}

function remedyLabel(remedy: Remedy): string {
  return remedy.kind === 'setting' ? remedy.id : remedy.title;
}

async function follow(remedy: Remedy): Promise<void> {
  if (remedy.kind === 'command') await vscode.commands.executeCommand(remedy.id);
  else await vscode.commands.executeCommand('workbench.action.openSettings', `@id:${remedy.id}`);
}

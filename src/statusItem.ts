// The status bar item: shows what `statusView` says. Must not decide anything.
import * as vscode from 'vscode';
import { reasonCommandIds } from './manifest.ts';
import { type StatusSituation, statusView } from './status.ts';

export class StatusItem implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;

  constructor() {
    this.item = vscode.window.createStatusBarItem('status', vscode.StatusBarAlignment.Right, 100);
    this.item.name = 'Hearth';
    this.item.command = reasonCommandIds.showMenu;
    this.item.show();
  }

  show(situation: StatusSituation): void {
    const view = statusView(situation, (message, ...values) => vscode.l10n.t(message, ...values));
    this.item.text = view.text;
    this.item.tooltip = view.tooltip;
    this.item.accessibilityInformation = { label: `Hearth: ${view.tooltip}` };
    this.item.backgroundColor = view.isProblem
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
  }

  dispose(): void {
    this.item.dispose();
  }
}

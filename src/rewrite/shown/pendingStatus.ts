// Says in the status bar, and to screen readers, how many changes of the active document wait for a decision.
// Must not decide what is pending.
import * as vscode from 'vscode';
import { rewriteCommandIds } from '../../manifest.ts';
import type { PendingChanges } from '../pending/pendingChanges.ts';

export class PendingStatus implements vscode.Disposable {
  private readonly pending: PendingChanges;
  private readonly item = vscode.window.createStatusBarItem('pending', vscode.StatusBarAlignment.Right, 99);
  private readonly events: vscode.Disposable;

  constructor(pending: PendingChanges) {
    this.pending = pending;
    this.item.name = vscode.l10n.t('Hearth: changes to decide');
    this.item.command = rewriteCommandIds.nextHunk;
    this.events = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
      pending.onDidChange(() => this.update()),
    );
    this.update();
  }

  dispose(): void {
    this.events.dispose();
    this.item.dispose();
  }

  private update(): void {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const count = (uri && this.pending.get(uri)?.hunks.length) ?? 0;
    if (count === 0) return this.item.hide();
    this.item.text = `$(diff) ${count}`;
    this.item.tooltip =
      count === 1
        ? vscode.l10n.t('1 change of Hearth’s waits for your decision. Click to go to it.')
        : vscode.l10n.t('{0} changes of Hearth’s wait for your decision. Click to go to the next.', count);
    // Read out when it changes: decorations say nothing to those who do not see them.
    this.item.accessibilityInformation = { label: this.item.tooltip, role: 'alert' };
    this.item.show();
  }
}

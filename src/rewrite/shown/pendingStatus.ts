// Says in the status bar, and to screen readers, how many changes of the active document wait for a decision.
// Must not decide what is pending.
import * as vscode from 'vscode';
import { translate } from '../../editor/translate.ts';
import { rewriteCommandIds } from '../../settings/manifest.ts';
import type { PendingChanges } from '../pending/pendingChanges.ts';
import { pendingView } from './pendingView.ts';

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
      vscode.window.onDidChangeTextEditorSelection(() => this.update()),
      pending.onDidChange(() => this.update()),
    );
    this.update();
  }

  dispose(): void {
    this.events.dispose();
    this.item.dispose();
  }

  private update(): void {
    const editor = vscode.window.activeTextEditor;
    const pending = editor && this.pending.get(editor.document.uri);
    const view =
      pending &&
      pendingView(
        {
          text: pending.document.text(),
          hunks: pending.hunks,
          isWriting: pending.isWriting,
          cursorOffset: editor.document.offsetAt(editor.selection.active),
        },
        translate,
      );
    if (view === undefined) return this.item.hide();
    this.item.text = view.text;
    this.item.tooltip = vscode.l10n.t('{0} Click to go to the next.', view.label);
    // Read out when it changes: decorations say nothing to those who do not see them.
    this.item.accessibilityInformation = { label: view.label, role: 'alert' };
    this.item.show();
  }
}

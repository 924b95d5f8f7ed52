// What the commands that change code say where they cannot begin. Must not know what they would do.
import * as vscode from 'vscode';

export function tooLong(lines: number, maxLines: number): string {
  return vscode.l10n.t(
    'These are {0} lines. A model of this size rewrites up to {1} lines well; beyond that it loses its way.',
    lines,
    maxLines,
  );
}

export function sayEdited(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The text was edited meanwhile. Choose the place again.'),
  );
}

export function sayNoEditor(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('Open a file first.'));
}

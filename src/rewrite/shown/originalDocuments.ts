// Documents as they were before pending proposals, for VS Code's diff editor; live while a proposal streams in.
// Must not decide what is pending.
import path from 'node:path';
import * as vscode from 'vscode';
import { originalText } from '../pending/hunks.ts';
import type { PendingChanges } from '../pending/pendingChanges.ts';

const scheme = 'hearth-original';

export class OriginalDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly pending: PendingChanges;
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registrations: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor(pending: PendingChanges) {
    this.pending = pending;
    this.registrations = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      pending.onDidChange(({ document }) => this.changed.fire(originalUri(vscode.Uri.parse(document.uri)))),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const ofDocument = vscode.workspace.textDocuments.find(
      (document) => document.uri.toString() === uri.query,
    );
    const text = ofDocument?.getText() ?? '';
    return ofDocument === undefined
      ? text
      : originalText(text, this.pending.get(ofDocument.uri)?.hunks ?? []);
  }

  async compare(uri: vscode.Uri): Promise<void> {
    const title = vscode.l10n.t('{0}: before ↔ Hearth’s proposal', path.posix.basename(uri.path));
    await vscode.commands.executeCommand('vscode.diff', originalUri(uri), uri, title);
  }

  dispose(): void {
    this.registrations.dispose();
    this.changed.dispose();
  }
}

/** The path keeps the name, and with it the language. */
function originalUri(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({
    scheme,
    path: uri.path.startsWith('/') ? uri.path : `/${uri.path}`,
    query: uri.toString(),
  });
}

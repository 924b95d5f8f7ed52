// Documents as they would be with a rewrite that was not what was asked for, for VS Code's diff editor.
// Must not decide what is offered.
import path from 'node:path';
import * as vscode from 'vscode';

const scheme = 'hearth-rejected';

export class RejectedDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor() {
    this.registration = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.texts.delete(uri.query);
      }),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.query) ?? '';
  }

  /** One for each document: the newest. */
  async compare(uri: vscode.Uri, text: string): Promise<void> {
    const key = uri.toString();
    this.texts.set(key, text);
    const rejected = vscode.Uri.from({
      scheme,
      path: uri.path.startsWith('/') ? uri.path : `/${uri.path}`,
      query: key,
    });
    this.changed.fire(rejected);
    const title = vscode.l10n.t('{0} ↔ not what was asked for', path.posix.basename(uri.path));
    await vscode.commands.executeCommand('vscode.diff', uri, rejected, title);
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

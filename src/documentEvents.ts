// VS Code's document and editor events, passed to those who prepare and forget. Must not decide anything.
import * as vscode from 'vscode';
import type { EngineClient } from './client/engineClient.ts';
import type { SurroundingCode } from './completion/asking/surroundingCode.ts';
import type { Warmer, WarmPlace } from './completion/asking/warmer.ts';
import type { Completions } from './completion/completions.ts';
import type { RecentDocuments } from './context/neighbours/recentDocuments.ts';
import type { ContextSource } from './context/window/contextWindow.ts';
import { hasWritableFiles, isCompleted } from './editor/completedDocuments.ts';
import { changesOf, lengthOf, snapshotOf } from './editor/snapshot.ts';
import type { FilePrivacy } from './privacy/filePrivacy.ts';
import type { Retention } from './reasons/performance/retention.ts';

export interface DocumentListeners {
  readonly context: ContextSource;
  readonly client: EngineClient;
  readonly completions: Completions;
  readonly privacy: FilePrivacy;
  readonly recent: RecentDocuments;
  readonly retention: Retention;
  readonly surrounding: SurroundingCode;
  readonly warmer: Warmer;
}

export function registerDocumentEvents(parts: DocumentListeners): vscode.Disposable {
  const visit = () => {
    parts.warmer.visit(activePlace);
    visitRecent(parts.recent);
  };
  visit();
  return vscode.Disposable.from(
    parts.client.onStatus(({ state }) => {
      if (state !== 'ready') return;
      // A new engine knows no prompt and no code.
      parts.surrounding.forgetAll();
      parts.warmer.visit(activePlace);
    }),
    vscode.window.onDidChangeActiveTextEditor(visit),
    vscode.window.onDidChangeTextEditorSelection((event) => {
      // Typing moves the cursor too; its own request follows.
      if (event.kind !== undefined) visit();
    }),
    vscode.workspace.onDidChangeTextDocument((event) => {
      const { document, contentChanges } = event;
      // Changes without content tell of saving; and logs are documents too, Hearth's own among them.
      if (contentChanges.length === 0 || !isCompleted(document.uri)) return;
      const uri = document.uri.toString();
      const changes = changesOf(event);
      parts.context.change(uri, changes);
      parts.recent.edit(uri, changes);
      // Before the completions hear of it: an acceptance is watched from the next change on.
      parts.retention.change(uri, changes);
      if (document !== vscode.window.activeTextEditor?.document) return;
      parts.completions.change(uri, changes);
      // Someone types: what is under way makes room, and what is then current is prepared when they pause.
      parts.warmer.visit(activePlace);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      forget(parts, document.uri.toString());
      parts.recent.close(document.uri.toString());
      parts.privacy.forget(document.uri.toString());
    }),
    parts.privacy.onRulesChanged(() => {
      parts.surrounding.hideAll();
      void forgetHidden(parts);
      visit();
    }),
  );
}

function forget(parts: DocumentListeners, uri: string): void {
  const { client, context, completions, retention, surrounding } = parts;
  completions.forget(uri);
  retention.forget(uri);
  surrounding.forget(uri);
  context.close(uri);
  client.closeDocument(uri);
}

/** What became hidden while it was open goes where closed documents go. */
async function forgetHidden(parts: DocumentListeners): Promise<void> {
  const uris = vscode.workspace.textDocuments
    .filter(({ uri }) => isCompleted(uri))
    .map(({ uri }) => uri.toString());
  await Promise.all(uris.map((uri) => parts.privacy.rulesRead(uri)));
  for (const uri of uris) {
    const refusal = parts.privacy.refusal(uri);
    if (refusal === 'ignoredFile' || refusal === 'secretFile') forget(parts, uri);
  }
}

function visitRecent(recent: RecentDocuments): void {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isCompleted(editor.document.uri)) return;
  const { document, selection } = editor;
  const { uri, languageId } = document;
  const isInside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const path = isInside ? vscode.workspace.asRelativePath(uri) : uri.path;
  recent.visit(
    { uri: uri.toString(), path, languageId, readText: () => document.getText() },
    document.offsetAt(selection.active),
  );
}

function activePlace(): WarmPlace | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  return {
    uri: document.uri.toString(),
    languageId: document.languageId,
    scheme: document.uri.scheme,
    hasWritableFiles: hasWritableFiles(document.uri.scheme),
    documentLength: lengthOf(document),
    offset: document.offsetAt(selection.active),
    snapshot: () => snapshotOf(document),
  };
}

// The buttons above pending hunks: accept or discard one or all, compare, stop. Must not decide anything.
import * as vscode from 'vscode';
import { completedSchemes } from '../../editor/completedSchemes.ts';
import { type RewriteCommandId, rewriteCommandIds } from '../../settings/manifest.ts';
import type { PendingChanges } from '../pending/pendingChanges.ts';
import { rangeAt } from '../pending/vscodeDocument.ts';

export class HunkLenses implements vscode.CodeLensProvider {
  private readonly pending: PendingChanges;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(pending: PendingChanges) {
    this.pending = pending;
    this.onDidChangeCodeLenses = (listener, thisArg, disposables) =>
      pending.onDidChange(() => listener.call(thisArg), undefined, disposables);
  }

  register(): vscode.Disposable {
    const selector = completedSchemes.map((scheme) => ({ scheme }));
    return vscode.languages.registerCodeLensProvider(selector, this);
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const pending = this.pending.get(document.uri);
    if (pending === undefined) return [];
    const { hunks } = pending;
    const [first] = hunks;
    const { region } = pending.state;
    const lensAt = (offset: number, title: string, command: RewriteCommandId, ...values: unknown[]) =>
      new vscode.CodeLens(rangeAt(document, offset, offset), {
        title,
        command,
        arguments: [document.uri, ...values],
      });
    const { t } = vscode.l10n;
    const forAll = (offset: number) => [
      lensAt(offset, t('Accept All ({0})', hunks.length), rewriteCommandIds.acceptAll),
      lensAt(offset, t('Discard All'), rewriteCommandIds.discardAll),
      lensAt(offset, t('Compare'), rewriteCommandIds.compare),
    ];
    return [
      ...(region === undefined ? [] : [lensAt(region.startOffset, t('Stop'), rewriteCommandIds.stop)]),
      ...(first === undefined ? [] : forAll(first.startOffset)),
      ...hunks.flatMap(({ id, startOffset }) => [
        lensAt(startOffset, t('Accept'), rewriteCommandIds.acceptHunk, id),
        lensAt(startOffset, t('Discard'), rewriteCommandIds.discardHunk, id),
      ]),
    ];
  }
}

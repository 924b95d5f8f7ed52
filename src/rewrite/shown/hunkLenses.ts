// Puts the buttons of pending hunks above them. Must not decide which there are.
import * as vscode from 'vscode';
import { completedSchemes } from '../../editor/completedSchemes.ts';
import { translate } from '../../editor/translate.ts';
import type { PendingChanges } from '../pending/pendingChanges.ts';
import { rangeAt } from '../pending/vscodeDocument.ts';
import { hunkButtons } from './hunkButtons.ts';

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
    const buttons = hunkButtons(pending.hunks, pending.state.region?.startOffset, translate);
    return buttons.map(({ offset, title, command, hunkId }) => {
      const values = hunkId === undefined ? [document.uri] : [document.uri, hunkId];
      return new vscode.CodeLens(rangeAt(document, offset, offset), { title, command, arguments: values });
    });
  }
}

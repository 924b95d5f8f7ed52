// Errors that the language reports once a proposal is in its document, counted above it, with a way to fix them.
// Must not know how proposals come about or how problems are fixed.
import * as vscode from 'vscode';
import { completedSchemes } from '../../editor/completedSchemes.ts';
import { rewriteCommandIds } from '../../settings/manifest.ts';
import type { PendingChanges } from '../pending/pendingChanges.ts';
import { rangeAt } from '../pending/vscodeDocument.ts';
import { newErrors } from './newErrors.ts';

export class NewProblems implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly pending: PendingChanges;
  /** By document: the messages of errors that were there before its proposals. */
  private readonly known = new Map<string, readonly string[]>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly registrations: vscode.Disposable;
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(pending: PendingChanges) {
    this.pending = pending;
    const selector = completedSchemes.map((scheme) => ({ scheme }));
    this.registrations = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider(selector, this),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => this.known.has(uri.toString()))) this.changed.fire();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.known.delete(uri.toString())),
      pending.onDidChange(({ document, hunks, isWriting }) => {
        if (hunks.length > 0 || isWriting || !this.known.delete(document.uri)) return;
        this.changed.fire();
      }),
    );
  }

  /** A proposal is in the document, whose errors were `known` before. */
  watch(document: vscode.TextDocument, known: readonly string[]): void {
    if (document.isClosed) return;
    const uri = document.uri.toString();
    // What came with an earlier proposal that is pending too is still new.
    if (!this.known.has(uri)) this.known.set(uri, known);
    this.changed.fire();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const known = this.known.get(document.uri.toString());
    const first = this.pending.get(document.uri)?.hunks[0];
    if (known === undefined || first === undefined) return [];
    const added = newErrors(known, vscode.languages.getDiagnostics(document.uri).filter(isError));
    const [problem] = added;
    if (problem === undefined) return [];
    const range = rangeAt(document, first.startOffset, first.startOffset);
    const title =
      added.length === 1
        ? vscode.l10n.t('$(error) 1 new problem: Fix')
        : vscode.l10n.t('$(error) {0} new problems: Fix', added.length);
    return [
      new vscode.CodeLens(range, {
        title,
        tooltip: added.map(({ message }) => message).join('\n'),
        command: rewriteCommandIds.fixProblem,
        arguments: [document.uri, problem],
      }),
    ];
  }

  dispose(): void {
    this.registrations.dispose();
    this.changed.dispose();
  }
}

export function errorsOf(document: vscode.TextDocument): readonly string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(isError)
    .map(({ message }) => message);
}

function isError({ severity }: vscode.Diagnostic): boolean {
  return severity === vscode.DiagnosticSeverity.Error;
}

// What language servers report as errors in open documents, and when they report anew.
// Must not know what is made of it.
import * as vscode from 'vscode';
import type { TextRange } from '../../base/ranges.ts';
import { openDocument } from '../../editor/openDocument.ts';

/** None of a document that is not open. */
export function errorsIn(uri: string): readonly TextRange[] {
  const document = openDocument(uri);
  if (document === undefined) return [];
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
    .map(({ range }) => ({
      startOffset: document.offsetAt(range.start),
      endOffset: document.offsetAt(range.end),
    }));
}

export function onReported(listener: () => void): vscode.Disposable {
  return vscode.languages.onDidChangeDiagnostics(() => listener());
}

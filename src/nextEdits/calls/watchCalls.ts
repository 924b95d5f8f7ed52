// Gives the lane of broken calls what the editor knows: what language servers report.
// Must not know what is done with it.
import * as vscode from 'vscode';
import type { TextRange } from '../../base/ranges.ts';
import { CallLane, type CallLaneParts } from './callLane.ts';

export interface WatchedCalls extends vscode.Disposable {
  readonly lane: CallLane;
}

export function watchCalls(parts: Omit<CallLaneParts, 'errorsIn'>): WatchedCalls {
  const lane = new CallLane({ ...parts, errorsIn });
  const watching = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    for (const uri of uris) lane.diagnosed(uri.toString());
  });
  return {
    lane,
    dispose: () => {
      watching.dispose();
      lane.dispose();
    },
  };
}

function errorsIn(uri: string): readonly TextRange[] {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri);
  if (document === undefined) return [];
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
    .map(({ range }) => ({
      startOffset: document.offsetAt(range.start),
      endOffset: document.offsetAt(range.end),
    }));
}

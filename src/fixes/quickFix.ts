// The quick fix that a language server prefers for what it reports in a range.
// Must not know what becomes of it.
import * as vscode from 'vscode';
import { chooseFix, type FixCandidate } from './chooseFix.ts';

/** Without this the server says only what it could do. */
const resolvedActions = 8;

/** Rejects when the server fails at this. */
export async function quickFix(
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<vscode.CodeAction | undefined> {
  const given = await vscode.commands.executeCommand<(vscode.CodeAction | vscode.Command)[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    resolvedActions,
  );
  const actions = given.filter((action) => action instanceof vscode.CodeAction);
  const index = chooseFix(actions.map(candidateOf), document.uri.toString());
  return index === undefined ? undefined : actions[index];
}

function candidateOf({ isPreferred, disabled, edit }: vscode.CodeAction): FixCandidate {
  return {
    isPreferred: isPreferred === true,
    isDisabled: disabled !== undefined,
    documents: (edit?.entries() ?? []).map(([uri, edits]) => ({
      uri: uri.toString(),
      edits: edits.map(({ range, newText }) => ({
        removedLines: range.end.line - range.start.line,
        insertedText: newText,
      })),
    })),
  };
}

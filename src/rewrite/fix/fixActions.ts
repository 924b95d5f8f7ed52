// The light bulb's offer to fix a reported problem. Must not know how it is fixed.
import * as vscode from 'vscode';
import { completedSchemes } from '../../editor/completedSchemes.ts';
import { rewriteCommandIds } from '../../settings/manifest.ts';

export class FixActions implements vscode.CodeActionProvider {
  register(): vscode.Disposable {
    const selector = completedSchemes.map((scheme) => ({ scheme }));
    return vscode.languages.registerCodeActionsProvider(selector, this, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    });
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const problems = diagnostics.filter(isProblem);
    return problems.map((problem) => {
      const title =
        problems.length === 1
          ? vscode.l10n.t('Fix with Hearth')
          : vscode.l10n.t('Fix with Hearth: {0}', shortened(problem.message));
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.diagnostics = [problem];
      action.command = {
        title,
        command: rewriteCommandIds.fixProblem,
        arguments: [document.uri, problem],
      };
      return action;
    });
  }
}

/** Hints fade code out or strike it through: nothing is wrong there. */
export function isProblem({ severity }: vscode.Diagnostic): boolean {
  return severity !== vscode.DiagnosticSeverity.Hint;
}

const maxTitleCharacters = 60;

function shortened(message: string): string {
  const [line = ''] = message.split('\n', 1);
  return line.length <= maxTitleCharacters ? line : `${line.slice(0, maxTitleCharacters)}…`;
}

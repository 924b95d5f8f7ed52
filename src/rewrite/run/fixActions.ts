// The light bulb's offer to fix a reported problem. Must not know how it is fixed.
import * as vscode from 'vscode';
import { completedSchemes } from '../../completion/trigger.ts';
import { rewriteCommandIds } from '../../manifest.ts';

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
    return diagnostics.map((diagnostic) => {
      const title = vscode.l10n.t('Fix with Hearth');
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.diagnostics = [diagnostic];
      action.command = {
        title,
        command: rewriteCommandIds.fixProblem,
        arguments: [document.uri, diagnostic],
      };
      return action;
    });
  }
}

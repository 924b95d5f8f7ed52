// Has the editor ask once more where somebody waits, and knows the request that comes of it. The editor has no such kind
// of request: older ones take it for one by hand, which it must not be treated as.
// Must not decide when, nor what is shown.
import * as vscode from 'vscode';
import { describeError, type Logger } from '../base/log.ts';
import type { WaitingPlace } from './when/patience.ts';

export class SecondLook {
  private readonly extensionId: string;
  private readonly isAlone: () => boolean;
  private readonly log: Logger;
  private expected:
    | { readonly document: vscode.TextDocument; readonly position: vscode.Position }
    | undefined;

  /** @param isAlone whether no other extension suggests inline; what it shows would be taken away */
  constructor(extensionId: string, isAlone: () => boolean, log: Logger) {
    this.extensionId = extensionId;
    this.isAlone = isAlone;
    this.log = log;
  }

  /** Does nothing where the cursor is elsewhere by now, or something is selected. */
  ask({ uri, offset }: WaitingPlace): void {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || editor.document.uri.toString() !== uri || editor.selections.length > 1)
      return;
    const { document, selection } = editor;
    if (!this.isAlone() || !selection.isEmpty || document.offsetAt(selection.active) !== offset) return;
    this.trigger(document, selection.active).catch((error: unknown) => {
      this.log.error(`Looking again failed: ${describeError(error)}`);
    });
  }

  /** What comes next is asked for by hand: otherwise it would be taken for the look that is under way. */
  giveUp(): void {
    this.expected = undefined;
  }

  /** Whether a request is the one that was triggered here. */
  isAsking(document: vscode.TextDocument, position: vscode.Position): boolean {
    return this.expected?.document === document && this.expected.position.isEqual(position);
  }

  private async trigger(document: vscode.TextDocument, position: vscode.Position): Promise<void> {
    const expected = { document, position };
    this.expected = expected;
    try {
      // Of Hearth alone, and not by hand, so that snippets stay undisturbed.
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger', {
        explicit: false,
        providerId: `${this.extensionId}:*`,
      });
    } finally {
      if (this.expected === expected) this.expected = undefined;
    }
  }
}

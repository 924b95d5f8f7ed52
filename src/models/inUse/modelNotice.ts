// Says once that something keeps Hearth from working, with buttons for what to do. Must not find out what it is.
import * as vscode from 'vscode';
import { type MessageButton, showMessage } from '../../editor/showMessage.ts';

export class ModelNotice {
  private lastMessage: string | undefined;

  /** Each message is shown once until another one comes. */
  show(message: string, remedies: readonly MessageButton[]): void {
    if (message === this.lastMessage) return;
    this.lastMessage = message;
    void showMessage({ text: message, isProblem: true, remedies });
  }

  /** What kept it from working is over: a message that still stands there would be wrong. */
  clear(): void {
    if (this.lastMessage === undefined) return;
    this.lastMessage = undefined;
    void vscode.commands.executeCommand('notifications.hideToasts');
  }
}

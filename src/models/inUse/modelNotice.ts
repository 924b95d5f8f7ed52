// Says once that something keeps Hearth from working, with buttons for what to do. Must not find out what it is.
import { type MessageButton, showMessage } from '../../editor/showMessage.ts';

export class ModelNotice {
  private lastMessage: string | undefined;

  /** Each message is shown once until another one comes. */
  show(message: string, remedies: readonly MessageButton[]): void {
    if (message === this.lastMessage) return;
    this.lastMessage = message;
    void showMessage({ text: message, isProblem: true, remedies });
  }

  clear(): void {
    this.lastMessage = undefined;
  }
}

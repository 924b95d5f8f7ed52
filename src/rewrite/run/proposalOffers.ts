// What can be done about a proposal that did not become one: look at it and take it after all, or try again.
// Must not know engines or how proposals are run.
import * as vscode from 'vscode';
import { translate } from '../../editor/translate.ts';
import { commandIds } from '../../settings/manifest.ts';
import { notAskedText, proposalMessage } from './messages.ts';
import { type ProposalEnd, questionWith } from './proposalRun.ts';
import type { ProposalTask } from './proposalTask.ts';
import { sayEdited } from './refusals.ts';
import { RejectedDocuments } from './rejectedDocuments.ts';

export class ProposalOffers implements vscode.Disposable {
  private readonly rejected = new RejectedDocuments();

  dispose(): void {
    this.rejected.dispose();
  }

  /** A part of several is left as it was. */
  canOffer({ parts }: ProposalTask, end: ProposalEnd): boolean {
    return (end.kind === 'notAsked' && parts.length === 1) || hasEngineDied(end);
  }

  /**
   * The task that is wanted instead, if any.
   * @param text the document's, before the proposal
   * @param takeBack puts that back
   */
  async another(
    task: ProposalTask,
    end: ProposalEnd,
    text: string,
    takeBack: () => Promise<unknown>,
  ): Promise<ProposalTask | undefined> {
    if (end.kind === 'notAsked') return await this.afterAll(task, end);
    if (!hasEngineDied(end)) return undefined;
    const again = vscode.l10n.t('Try Again');
    const showLog = vscode.l10n.t('Show Log');
    const message = proposalMessage(end, translate)?.text ?? '';
    const picked = await vscode.window.showWarningMessage(message, again, showLog);
    if (picked === showLog) await vscode.commands.executeCommand(commandIds.showLog);
    if (picked !== again) return undefined;
    if (task.document.getText() !== text) await takeBack();
    if (task.document.getText() === text) return task;
    sayEdited();
    return undefined;
  }

  /** Nothing of it is in the document. */
  private async afterAll(
    { document, title }: ProposalTask,
    { text, region, complaint }: Extract<ProposalEnd, { readonly kind: 'notAsked' }>,
  ): Promise<ProposalTask | undefined> {
    const { version } = document;
    const before = document.getText();
    const compare = vscode.l10n.t('Compare');
    const propose = vscode.l10n.t('Propose It Anyway');
    const message = notAskedText(complaint, translate);
    let picked = await vscode.window.showWarningMessage(message, compare, propose);
    if (picked === compare) {
      const whole = before.slice(0, region.startOffset) + text + before.slice(region.endOffset);
      await this.rejected.compare(document.uri, whole);
      picked = await vscode.window.showWarningMessage(message, propose);
    }
    if (picked !== propose) return undefined;
    if (document.version !== version) {
      sayEdited();
      return undefined;
    }
    const question = questionWith(text);
    return { document, title, parts: [() => ({ region, question })] };
  }
}

function hasEngineDied(end: ProposalEnd): boolean {
  return end.kind === 'unavailable' && /^engine(?:Crashed|Failed)$|^timedOut$/.test(end.reason);
}

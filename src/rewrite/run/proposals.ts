// Runs proposals in documents of the editor, one in each at a time: asks whether it may read, shows progress with a
// stop button, and says how it ended. Must not know what is asked of the model.
import * as vscode from 'vscode';
import { orCancelled } from '../../base/cancellation.ts';
import { describeError, type Logger } from '../../base/log.ts';
import type { EngineClient } from '../../client/engineClient.ts';
import { showMessage } from '../../editor/showMessage.ts';
import { translate } from '../../editor/translate.ts';
import type { DocumentPrivacy } from '../../privacy/filePrivacy.ts';
import { rewriteCommandIds } from '../../settings/manifest.ts';
import type { Hunk } from '../pending/hunks.ts';
import type { PendingChanges } from '../pending/pendingChanges.ts';
import { isReadOnly } from '../pending/vscodeDocument.ts';
import { privacyMessage, proposalMessage } from './messages.ts';
import { errorsOf, type NewProblems } from './newProblems.ts';
import { ProposalOffers } from './proposalOffers.ts';
import { type ProposalEnd, runProposal } from './proposalRun.ts';
import type { ProposalPart, ProposalTask } from './proposalTask.ts';

export interface ProposalsParts {
  readonly client: EngineClient;
  readonly pending: PendingChanges;
  readonly privacy: DocumentPrivacy;
  readonly problems: NewProblems;
  readonly log: Logger;
}

interface Run {
  readonly source: vscode.CancellationTokenSource;
  /** Nobody wants what comes of it. */
  isDropped: boolean;
}

export class Proposals implements vscode.Disposable {
  private readonly parts: ProposalsParts;
  private readonly running = new Map<string, Run>();
  private readonly offers = new ProposalOffers();
  private readonly command: vscode.Disposable;

  constructor(parts: ProposalsParts) {
    this.parts = parts;
    this.command = vscode.commands.registerCommand(
      rewriteCommandIds.stop,
      (uri = vscode.window.activeTextEditor?.document.uri) => this.running.get(`${uri}`)?.source.cancel(),
    );
  }

  /** Whether a document may be read and written now; says why not. */
  async admits(document: vscode.TextDocument): Promise<boolean> {
    if (await isReadOnly(document.uri)) {
      void showMessage({
        text: vscode.l10n.t('Hearth changes nothing here: the document is read-only.'),
        isProblem: false,
        remedies: [],
      });
      return false;
    }
    // What was pending before must not come back over what is written now.
    await this.parts.pending.whenRestored(document.uri);
    return (await mayRead(this.parts.privacy, document)) && this.isFree(document);
  }

  /** Ends a run, if there is one, and takes back what it brings until then. */
  drop(uri: string): void {
    const run = this.running.get(uri);
    if (run === undefined) return;
    run.isDropped = true;
    run.source.cancel();
  }

  /** Gives the end once the user has heard of it; undefined when there was nothing to begin with. */
  async run(task: ProposalTask): Promise<ProposalEnd | undefined> {
    const { document } = task;
    if (!this.isFree(document)) return undefined;
    const uri = document.uri.toString();
    const source = new vscode.CancellationTokenSource();
    const run: Run = { source, isDropped: false };
    this.running.set(uri, run);
    const pending = this.parts.pending.open(document);
    const earlier = new Set(pending.hunks.map(({ id }) => id));
    const isNew = ({ id }: Hunk) => !earlier.has(id);
    const text = document.getText();
    const known = errorsOf(document);
    let end: ProposalEnd | undefined;
    try {
      pending.setRunning(true);
      end = await this.underProgress(task, source);
    } finally {
      pending.setRunning(false);
      this.running.delete(uri);
      source.dispose();
    }
    if (end === undefined) return undefined;
    if (run.isDropped) {
      await pending.discard(isNew);
      return end;
    }
    if (end.kind === 'stopped' && pending.hunks.some(isNew)) {
      if (await wantsDrop()) await pending.discard(isNew);
      return end;
    }
    if (end.kind === 'proposed') this.parts.problems.watch(document, known);
    if (this.offers.canOffer(task, end)) {
      void this.offer(task, end, text, () => pending.discard(isNew));
      return end;
    }
    const message = proposalMessage(end, translate);
    if (message !== undefined) void showMessage(message);
    return end;
  }

  private async offer(
    task: ProposalTask,
    end: ProposalEnd,
    text: string,
    takeBack: () => Promise<unknown>,
  ): Promise<void> {
    const another = await this.offers.another(task, end, text, takeBack);
    if (another !== undefined) await this.run(another);
  }

  private async underProgress(
    { document, title, parts }: ProposalTask,
    source: vscode.CancellationTokenSource,
  ): Promise<ProposalEnd | undefined> {
    const place = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return await vscode.window.withProgress(place, async (progress, token) => {
      token.onCancellationRequested(() => source.cancel());
      let total: ProposalEnd | undefined;
      for (const [index, find] of parts.entries()) {
        if (parts.length > 1) {
          const message = vscode.l10n.t('part {0} of {1}', index + 1, parts.length);
          progress.report({ message, increment: 100 / parts.length });
        }
        // Nothing may be awaited between what is found in the text and its proposal.
        const part = await orCancelled(Promise.resolve(find(source.token)), source.token);
        if (part === 'cancelled') return { kind: 'stopped', changeCount: 0 };
        if (part === undefined) continue;
        const end = await this.propose(document, part, source.token);
        total = total === undefined ? end : bothEnds(total, end);
        if (isLast(total)) return total;
      }
      return total;
    });
  }

  dispose(): void {
    this.command.dispose();
    this.offers.dispose();
    for (const { source } of this.running.values()) source.cancel();
  }

  private async propose(
    document: vscode.TextDocument,
    { region, question }: ProposalPart,
    token: vscode.CancellationToken,
  ): Promise<ProposalEnd> {
    const { client, pending, log } = this.parts;
    const lineEnd = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
    try {
      return await runProposal(client, question, { pending: pending.open(document), region, lineEnd }, token);
    } catch (error: unknown) {
      // The fault barrier of prompting: whatever happened, what is in the document stays there to decide about.
      log.error(`A proposal failed: ${describeError(error)}`);
      return { kind: 'fault' };
    }
  }

  private isFree(document: vscode.TextDocument): boolean {
    const isFree = !this.running.has(document.uri.toString());
    if (!isFree) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Hearth is still writing in this document. Stop it first, or wait.'),
      );
    }
    return isFree;
  }
}

/** Ends after which nothing more is tried. */
function isLast({ kind }: ProposalEnd): boolean {
  return kind === 'stopped' || kind === 'unavailable' || kind === 'refused' || kind === 'fault';
}

/** What is said of several: what went wrong, or else that there are changes. */
function bothEnds(earlier: ProposalEnd, end: ProposalEnd): ProposalEnd {
  if (isLast(end) || earlier.kind === 'noChange') return end;
  return end.kind === 'noChange' || end.kind === 'proposed' ? earlier : end;
}

/** Whether the model may read a document; says why not. */
export async function mayRead(privacy: DocumentPrivacy, document: vscode.TextDocument): Promise<boolean> {
  const uri = document.uri.toString();
  await privacy.rulesRead(uri);
  const refusal = privacy.refusal(uri, document.getText());
  if (refusal !== undefined) void showMessage(privacyMessage(refusal, translate));
  return refusal === undefined;
}

async function wantsDrop(): Promise<boolean> {
  const keep = vscode.l10n.t('Keep');
  const drop = vscode.l10n.t('Drop');
  const question = vscode.l10n.t('Stopped. Keep the changes that came so far, to decide about them?');
  return (await vscode.window.showInformationMessage(question, keep, drop)) === drop;
}

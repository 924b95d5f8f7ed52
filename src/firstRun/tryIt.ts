// Shows a first suggestion in a sample file that belongs to nobody, or says what stands in its way.
// Must not know how suggestions are made.
import * as vscode from 'vscode';
import type { ReadyClient } from '../client/engineClient.ts';
import type { RequestRecord } from '../completion/recentOutcomes.ts';
import { contextKeys } from '../settings/manifest.ts';
import { offerModel } from './offerModel.ts';
import { sampleAt } from './sample.ts';

/** The walkthrough takes the focus back when its page is laid out anew, and with it the request that is under way. */
const mostAttempts = 3;

export interface TryItParts {
  readonly client: ReadyClient;
  /** Oldest first. */
  readonly recentOutcomes: () => readonly RequestRecord[];
}

export async function tryIt({ client, recentOutcomes }: TryItParts): Promise<void> {
  const document = await openSample();
  const title = vscode.l10n.t('Hearth is starting its engine');
  const location = vscode.ProgressLocation.Notification;
  await vscode.window.withProgress({ location, title }, () => client.whenReady());
  // What keeps the engine from working says so itself; that there is no model is said once only.
  if (client.status.state === 'idle' || client.status.state === 'stopped') await offerModel();
  if (client.status.state !== 'ready') return;
  const uri = document.uri.toString();
  const isShown = () =>
    recentOutcomes().some((record) => record.uri === uri && record.outcome.kind === 'shown');
  for (let attempt = 0; attempt < mostAttempts && !isShown(); attempt++) {
    if (!(await focus(document))) return;
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  }
  if (isShown()) await vscode.commands.executeCommand('setContext', contextKeys.hasTriedIt, true);
}

async function openSample(): Promise<vscode.TextDocument> {
  // Two lines: half a window is narrow.
  const { text, line, character } = sampleAt([
    vscode.l10n.t('The grey text is a suggestion.'),
    vscode.l10n.t('Tab takes it, Escape leaves it; then go on typing.'),
  ]);
  const document = await vscode.workspace.openTextDocument({ language: 'typescript', content: text });
  // Beside: the walkthrough stays in sight.
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
  const cursor = new vscode.Position(line, character);
  editor.selection = new vscode.Selection(cursor, cursor);
  return document;
}

/** While the engine started, someone may have gone elsewhere, or closed the sample. */
async function focus(document: vscode.TextDocument): Promise<boolean> {
  const editor = vscode.window.visibleTextEditors.find((visible) => visible.document === document);
  if (editor?.viewColumn === undefined) return false;
  await vscode.window.showTextDocument(document, { viewColumn: editor.viewColumn });
  return true;
}

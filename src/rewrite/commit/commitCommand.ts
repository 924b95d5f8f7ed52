// Writes a commit message for what is staged into the source control input box.
// Must not know prompts or how diffs are cut.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { describeError, type Logger } from '../../base/log.ts';
import type { EngineClient } from '../../client/engineClient.ts';
import { showMessage } from '../../editor/showMessage.ts';
import { translate } from '../../editor/translate.ts';
import type { DocumentPrivacy } from '../../privacy/filePrivacy.ts';
import { rewriteCommandIds } from '../../settings/manifest.ts';
import { cleanCommitMessage, commitMessages } from '../asking/commitPrompt.ts';
import { unavailableMessage } from '../run/messages.ts';
import { type GitRepository, gitRepositories, stagedFilesOf } from './gitApi.ts';
import { stagedTexts } from './stagedTexts.ts';
import { withinLimit } from './withinLimit.ts';

/** About 2,000 tokens: some seconds of reading on a laptop. */
const maxDiffCharacters = 7000;

export interface CommitParts {
  readonly client: EngineClient;
  readonly privacy: DocumentPrivacy;
  /** Says it where there is none. */
  readonly requireModel: () => Promise<boolean>;
  readonly log: Logger;
}

export function registerCommitCommand(parts: CommitParts): vscode.Disposable {
  return vscode.commands.registerCommand(
    rewriteCommandIds.generateCommitMessage,
    async (source?: { readonly rootUri?: vscode.Uri }) => await generate(parts, source?.rootUri),
  );
}

async function generate(parts: CommitParts, rootUri: vscode.Uri | undefined): Promise<void> {
  if (!(await parts.requireModel())) return;
  const repositories = await reachableRepositories(parts.log);
  if (repositories === undefined) {
    return say(
      vscode.l10n.t(
        'The Git extension is out of reach: it is turned off, or Hearth runs on the other side of a remote connection.',
      ),
    );
  }
  const repository = await chosen(repositories, rootUri);
  if (repository === undefined) return;
  const { stagedFiles, texts } = await stagedTexts(
    stagedFilesOf(repository),
    async (path) => await mayRead(parts.privacy, vscode.Uri.joinPath(repository.rootUri, path).toString()),
  );
  if (stagedFiles === 0)
    return say(vscode.l10n.t('Nothing is staged. Stage the changes to be described first.'));
  if (texts.length === 0)
    return say(vscode.l10n.t('Everything staged is in files that Hearth does not read.'));
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Hearth is writing a commit message…'),
      cancellable: true,
    },
    async (_progress, token) => await write(parts.client, repository, texts, token),
  );
}

async function reachableRepositories(log: Logger): Promise<readonly GitRepository[] | undefined> {
  try {
    return await gitRepositories();
  } catch (error: unknown) {
    log.warn(`The Git extension does not answer: ${describeError(error)}`);
    return undefined;
  }
}

async function chosen(
  repositories: readonly GitRepository[],
  rootUri: vscode.Uri | undefined,
): Promise<GitRepository | undefined> {
  const named = repositories.find((repository) => repository.rootUri.toString() === rootUri?.toString());
  if (named !== undefined || repositories.length === 1) return named ?? repositories[0];
  if (repositories.length === 0) {
    say(vscode.l10n.t('No Git repository is open.'));
    return undefined;
  }
  const items = repositories.map((repository) => ({ label: repository.rootUri.path, repository }));
  const title = vscode.l10n.t('Which repository is the message for?');
  return (await vscode.window.showQuickPick(items, { title }))?.repository;
}

async function mayRead(privacy: DocumentPrivacy, uri: string): Promise<boolean> {
  await privacy.rulesRead(uri);
  return privacy.refusal(uri) === undefined;
}

async function write(
  client: EngineClient,
  repository: GitRepository,
  texts: readonly string[],
  token: vscode.CancellationToken,
): Promise<void> {
  const { isCut, ...prompt } = commitMessages(withinLimit(texts, maxDiffCharacters));
  const earlier = repository.inputBox.value;
  const result = await client.generate(
    { ...prompt, conversation: 'commit', generationId: randomUUID() },
    () => {},
    token,
  );
  if (result.kind === 'unavailable') return await showMessage(unavailableMessage(result.reason, translate));
  if (result.kind === 'cancelled') return;
  const message = result.kind === 'shown' ? cleanCommitMessage(result.value.holes.at(-1)?.text ?? '') : '';
  if (message === '') return say(vscode.l10n.t('The model returned no message.'));
  // What was typed meanwhile is not lost.
  const typed = repository.inputBox.value;
  repository.inputBox.value = typed === earlier || typed === '' ? message : `${message}\n\n${typed}`;
  await vscode.commands.executeCommand('workbench.view.scm');
  const isShortened = isCut || withinLimit(texts, maxDiffCharacters).length < totalLength(texts);
  if (isShortened) {
    say(
      vscode.l10n.t('The diff is long: the message was written from the beginning of each file’s changes.'),
    );
  }
}

function totalLength(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}

function say(text: string): void {
  void vscode.window.showInformationMessage(text);
}

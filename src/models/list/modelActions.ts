// What the buttons beside a model do: its card, reveal, verify, remove. Must not know the list they stand in.
import path from 'node:path';
import * as vscode from 'vscode';
import { describeError } from '../../base/log.ts';
import { commandIds, settingIds } from '../../settings/manifest.ts';
import { discardPart } from '../download/downloadFile.ts';
import { type InstalledModel, removeInstalled, verifyInstalled } from '../files/installedModels.ts';
import type { CatalogueModel } from '../files/publishedModels.ts';
import { type Action, type ModelEntry, size } from './modelEntries.ts';

export interface ModelActionParts {
  readonly folder: string;
  /** Starts the engine anew with what there is. */
  readonly restart: () => Promise<void>;
}

export async function act(
  action: Action,
  { choice, installed }: ModelEntry,
  parts: ModelActionParts,
): Promise<void> {
  const file = choice?.kind === 'use' ? choice.path : undefined;
  switch (action) {
    case 'card':
      await vscode.commands.executeCommand(commandIds.showModelCard, file);
      return;
    case 'reveal':
      if (file !== undefined) await reveal(file);
      return;
    case 'verify':
      if (installed !== undefined) await tellVerified(installed);
      return;
    case 'remove':
      if (installed !== undefined) await askAndRemove(installed, parts);
      return;
    case 'discardPart':
      if (choice?.kind === 'download') await discard(choice.available.model, parts.folder);
  }
}

async function discard({ file, title }: CatalogueModel, folder: string): Promise<void> {
  if (await discardPart(path.join(folder, file))) return;
  void vscode.window.showInformationMessage(vscode.l10n.t('Another window downloads {0} now.', title));
}

async function reveal(file: string): Promise<void> {
  if (vscode.env.uiKind === vscode.UIKind.Desktop) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(file));
    return;
  }
  await vscode.env.clipboard.writeText(file);
  const message = vscode.l10n.t('A browser cannot open the file manager. The path was copied: {0}', file);
  void vscode.window.showInformationMessage(message);
}

async function askAndRemove(model: InstalledModel, { restart }: ModelActionParts): Promise<void> {
  const remove = vscode.l10n.t('Remove');
  const bytes = size(model.bytes + model.copyBytes);
  const question = vscode.l10n.t('Remove {0} ({1}) from this machine?', model.name, bytes);
  if ((await vscode.window.showWarningMessage(question, { modal: true }, remove)) !== remove) return;
  try {
    await removeInstalled(model);
  } catch (error: unknown) {
    // Some systems hold a file that a process has open.
    const message = vscode.l10n.t(
      '{0} could not be removed; choose another model first if it is in use. ({1})',
      model.name,
      describeError(error),
    );
    void vscode.window.showErrorMessage(message);
    return;
  }
  const configuration = vscode.workspace.getConfiguration();
  if (configuration.get(settingIds.modelPath) === model.path)
    await configuration.update(settingIds.modelPath, undefined, vscode.ConfigurationTarget.Global);
  else await restart();
}

async function tellVerified(model: InstalledModel): Promise<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Verifying {0}', model.name),
    cancellable: true,
  };
  const verdict = await vscode.window.withProgress(options, async (_, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    return await verifyInstalled(model, stop.signal).catch((error: unknown) => {
      if (stop.signal.aborted) return 'stopped' as const;
      throw error;
    });
  });
  if (verdict === 'stopped') return;
  const isConverted = path.basename(model.path) === model.published?.convertedFile;
  const sentences = {
    right: isConverted
      ? vscode.l10n.t('{0} is byte for byte what Hearth makes of the published file.', model.name)
      : vscode.l10n.t('{0} is byte for byte the published file.', model.name),
    wrong: vscode.l10n.t('{0} is damaged. Remove it and download it again.', model.name),
    unknown: vscode.l10n.t(
      'Hearth knows no checksum for {0}: it is not one of the published files.',
      model.name,
    ),
  };
  if (verdict === 'right') void vscode.window.showInformationMessage(sentences.right);
  else void vscode.window.showWarningMessage(sentences[verdict]);
}

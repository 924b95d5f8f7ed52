// Downloads a model of the catalogue after asking, and has it run. Must not know how files are fetched.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ReadyClient } from '../client/engineClient.ts';
import { modelsFolder } from '../models/files/hearthHome.mjs';
import { publishedModels, runnableFile } from '../models/files/publishedModels.ts';
import {
  askAndDownload,
  type DownloadingParts,
  offerToRemoveDownload,
} from '../models/list/modelDownload.ts';
import { switchTo } from '../models/list/modelPicker.ts';

export interface DownloadPublishedParts extends DownloadingParts {
  readonly client: ReadyClient;
}

/** `id` comes from a link in the walkthrough, so it may be anything. */
export async function downloadPublished(id: unknown, parts: DownloadPublishedParts): Promise<void> {
  const model = publishedModels.find((known) => known.id === id);
  if (model === undefined) throw new Error(`There is no published model ${JSON.stringify(id)}.`);
  const folder = modelsFolder();
  const present = path.join(folder, runnableFile(model));
  const isThere = await isFileThere(present);
  const isDownloaded = await isFileThere(path.join(folder, model.file));
  const file = isThere ? present : await askAndDownload({ model, isDownloaded }, folder, parts);
  if (file === undefined) return;
  await switchTo(file, parts.client);
  if (!isThere) offerToRemoveDownload(model, folder, parts);
  else void vscode.window.showInformationMessage(vscode.l10n.t('Hearth runs {0} now.', model.title));
}

async function isFileThere(file: string): Promise<boolean> {
  return await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

// What becomes of a download once it is converted: it is removed unless someone wants to keep it.
// Must not know how it came or what was made of it.
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { describeError, type Logger } from '../../base/log.ts';
import type { CatalogueModel } from '../files/publishedModels.ts';
import { size } from './modelEntries.ts';

export async function offerToKeepSource(model: CatalogueModel, folder: string, log: Logger): Promise<void> {
  if (model.convertedFile === '') return;
  const source = path.join(folder, model.file);
  try {
    const { size: bytes } = await stat(source);
    const remove = vscode.l10n.t('Remove the Download');
    const keep = vscode.l10n.t('Keep It');
    const message = vscode.l10n.t(
      '{0} is converted. What was downloaded ({1}) is not needed any more.',
      model.title,
      size(bytes),
    );
    if ((await vscode.window.showInformationMessage(message, remove, keep)) === keep) return;
    await rm(source, { force: true });
  } catch (error: unknown) {
    // It stays in the list of models, where it can be removed later.
    log.warn(`The download was not removed: ${describeError(error)}`);
  }
}

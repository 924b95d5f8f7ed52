// Removes models and cache now, or has uninstalling do it, as the user says. Must not know which files those are.
import path from 'node:path';
import * as vscode from 'vscode';
import { megabytes } from '../../base/byteSizes.ts';
import { describeError, type Logger } from '../../base/log.ts';
import { settingIds } from '../../settings/manifest.ts';
import { hearthHome } from '../files/hearthHome.mjs';
import {
  findHearthData,
  type HearthData,
  isRemovedWithExtension,
  removeHearthData,
  setRemovedWithExtension,
} from './hearthData.ts';

export interface RemoveDataParts {
  /** Ends the engine, runs `work` while nothing holds a model file, and lets the engine look for a model again. */
  readonly whileStopped: (work: () => Promise<void>) => Promise<void>;
  readonly log: Logger;
}

type RemovalTime = 'now' | 'whenUninstalled' | 'neverByItself';

interface Button extends vscode.MessageItem {
  readonly choice: RemovalTime;
}

export async function removeData(parts: RemoveDataParts): Promise<void> {
  const home = hearthHome();
  const [data, isRemoved] = await Promise.all([findHearthData(home), isRemovedWithExtension(home)]);
  if (data.files.length === 0 && !isRemoved) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Hearth keeps no models on this machine.'));
    return;
  }
  switch (await ask(home, data, isRemoved)) {
    case 'now':
      await removeNow(home, parts);
      return;
    case 'whenUninstalled':
      await setRemovedWithExtension(home, true);
      return;
    case 'neverByItself':
      await setRemovedWithExtension(home, false);
      return;
    case undefined:
  }
}

async function ask(
  home: string,
  { bytes }: HearthData,
  isRemoved: boolean,
): Promise<RemovalTime | undefined> {
  const now: Button = { title: vscode.l10n.t('Remove Now'), choice: 'now' };
  const later: Button = isRemoved
    ? { title: vscode.l10n.t('Keep When Hearth Is Uninstalled'), choice: 'neverByItself' }
    : { title: vscode.l10n.t('Remove When Hearth Is Uninstalled'), choice: 'whenUninstalled' };
  const detail = [
    vscode.l10n.t(
      '{0} MB in {1}: downloaded models, copies tuned to code, unfinished downloads. Model files elsewhere are not touched.',
      megabytes(bytes),
      home,
    ),
    isRemoved
      ? vscode.l10n.t('Uninstalling Hearth removes them.')
      : vscode.l10n.t('Uninstalling Hearth leaves them here, so that they need not be downloaded again.'),
  ];
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove Hearth’s models and cache?'),
    { modal: true, detail: detail.join('\n\n') },
    now,
    later,
  );
  return picked?.choice;
}

async function removeNow(home: string, { whileStopped, log }: RemoveDataParts): Promise<void> {
  let message = '';
  await whileStopped(async () => {
    try {
      const { files, bytes } = await removeHearthData(home);
      log.info(`Removed: ${files.join(', ')}`);
      await forgetRemovedPath(home);
      message = vscode.l10n.t('{0} MB were removed.', megabytes(bytes));
    } catch (error: unknown) {
      log.warn(`Models could not be removed: ${describeError(error)}`);
      message = vscode.l10n.t(
        'Not everything could be removed; another window may be using it. Close other windows and try again.',
      );
    }
  });
  void vscode.window.showInformationMessage(message);
}

/** A setting that names a removed file would be an error at every start. */
async function forgetRemovedPath(home: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const set = configuration.get(settingIds.modelPath);
  const isInside = typeof set === 'string' && set.startsWith(home + path.sep);
  if (!isInside) return;
  await configuration.update(settingIds.modelPath, undefined, vscode.ConfigurationTarget.Global);
}

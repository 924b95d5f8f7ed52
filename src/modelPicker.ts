// Hearth's models in one list: installed, available, found with other programs, and any file. Choosing one switches to it.
// Must not know how models are fetched, inspected or run.
import path from 'node:path';
import * as vscode from 'vscode';
import type { EngineClient } from './client/engineClient.ts';
import { forkEngine } from './client/engineProcess.ts';
import { type Inspection, inspectInOwnEngine } from './client/inspectInOwnEngine.ts';
import { realTime } from './client/time.ts';
import { describeError } from './log.ts';
import { settingIds } from './manifest.ts';
import { type FoundModel, findModels } from './model/foundModels.ts';
import { hearthHome } from './model/hearthHome.mjs';
import {
  availableModels,
  type InstalledModel,
  installedModels,
  removeInstalled,
  verifyInstalled,
} from './model/installedModels.ts';
import { askAndDownload, type DownloadingParts } from './modelDownload.ts';

interface ModelEntry extends vscode.QuickPickItem {
  /** The file to switch to; undefined when there is none. */
  readonly pick?: () => Promise<string | undefined>;
  readonly installed?: InstalledModel;
}

type Action = 'reveal' | 'verify' | 'remove';

interface ActionButton extends vscode.QuickInputButton {
  readonly action: Action;
}

export interface ModelPickerParts extends DownloadingParts {
  readonly client: EngineClient;
  readonly engineFile: string;
}

const folder = () => path.join(hearthHome(), 'models');

export async function pickModel(parts: ModelPickerParts): Promise<void> {
  const list = vscode.window.createQuickPick<ModelEntry>();
  list.title = vscode.l10n.t('Hearth: Models');
  list.placeholder = vscode.l10n.t('Choose the model to run');
  list.matchOnDescription = true;
  list.onDidTriggerItemButton(({ item, button }) => {
    const { installed } = item;
    if (installed === undefined) return;
    list.hide();
    void act((button as ActionButton).action, installed);
  });
  const picked = new Promise<ModelEntry | undefined>((resolve) => {
    list.onDidAccept(() => {
      resolve(list.activeItems[0]);
      list.hide();
    });
    list.onDidHide(() => resolve(undefined));
  });
  list.busy = true;
  list.items = await ownEntries(parts);
  list.show();
  void addFound(list, parts);
  const entry = await picked;
  list.dispose();
  const file = await entry?.pick?.();
  if (file !== undefined) await switchTo(file, parts.client);
}

async function ownEntries(downloading: DownloadingParts): Promise<readonly ModelEntry[]> {
  const installed = await installedModels(folder());
  const set = vscode.workspace.getConfiguration().get(settingIds.modelPath);
  const total = installed.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    separator(vscode.l10n.t('Installed ({0} on disk)', size(total))),
    ...installed.map((model) => ({
      label: model.path === set ? `$(check) ${model.name}` : model.name,
      description: size(model.bytes),
      detail: model.path,
      buttons: buttons(),
      installed: model,
      pick: () => Promise.resolve(model.path),
    })),
    separator(vscode.l10n.t('Available')),
    ...availableModels(installed).map((model) => ({
      label: `$(cloud-download) ${model.title}`,
      description: `${size(model.bytes)}, ${model.licence}`,
      detail: model.id.includes('coder')
        ? vscode.l10n.t('Fills in the middle; recommended for code.')
        : vscode.l10n.t('A general model: it sees only what stands before the cursor.'),
      pick: () => askAndDownload(model, folder(), downloading),
    })),
    separator(vscode.l10n.t('Elsewhere')),
    { label: vscode.l10n.t('$(file) Choose Model File…'), pick: chooseFile, alwaysShow: true },
  ];
}

/** Only those that can be run, and only once the list is there: an engine has to look into each. */
async function addFound(
  list: vscode.QuickPick<ModelEntry>,
  { engineFile, log }: ModelPickerParts,
): Promise<void> {
  try {
    const found = await findModels();
    const parts = { start: () => forkEngine(engineFile, log), ...realTime, log };
    const inspections = await inspectInOwnEngine(
      parts,
      found.map((model) => model.path),
    );
    const entries = found.flatMap((model, index) => foundEntry(model, inspections[index]));
    if (entries.length > 0)
      list.items = [...list.items, separator(vscode.l10n.t('Found on this machine')), ...entries];
  } catch (error: unknown) {
    log.warn(`Models of other programs could not be looked at: ${describeError(error)}`);
  } finally {
    list.busy = false;
  }
}

function foundEntry(model: FoundModel, inspection: Inspection | undefined): readonly ModelEntry[] {
  if (inspection?.kind !== 'usable') return [];
  const { shape, family } = inspection.model;
  const infill = family === 'fillInTheMiddle' ? `, ${vscode.l10n.t('fills in the middle')}` : '';
  return [
    {
      label: model.name,
      description: `${model.owner}, ${size(model.bytes)}`,
      detail: `${shape.name}, ${shape.quantization}${infill}`,
      pick: () => Promise.resolve(model.path),
    },
  ];
}

async function chooseFile(): Promise<string | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Choose a Model File'),
      filters: { [vscode.l10n.t('GGUF models')]: ['gguf'] },
      canSelectMany: false,
    })) ?? [];
  return file?.fsPath;
}

/** The engine starts anew with the file when the setting changes; no window is reloaded. */
export async function switchTo(file: string, client: EngineClient): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  if (configuration.get(settingIds.modelPath) === file) await client.restart();
  else await configuration.update(settingIds.modelPath, file, vscode.ConfigurationTarget.Global);
}

async function act(action: Action, model: InstalledModel): Promise<void> {
  switch (action) {
    case 'reveal':
      await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(model.path));
      return;
    case 'verify':
      await tellVerified(model);
      return;
    case 'remove': {
      const remove = vscode.l10n.t('Remove');
      const question = vscode.l10n.t('Remove {0} ({1}) from this machine?', model.name, size(model.bytes));
      if ((await vscode.window.showWarningMessage(question, { modal: true }, remove)) === remove)
        await removeInstalled(model);
    }
  }
}

async function tellVerified(model: InstalledModel): Promise<void> {
  const title = vscode.l10n.t('Verifying {0}', model.name);
  const location = vscode.ProgressLocation.Notification;
  const verdict = await vscode.window.withProgress({ location, title }, () => verifyInstalled(model));
  const sentences = {
    right: vscode.l10n.t('{0} is byte for byte the published file.', model.name),
    wrong: vscode.l10n.t('{0} is damaged. Remove it and download it again.', model.name),
    unknown: vscode.l10n.t('{0} is no published file that Hearth knows the checksum of.', model.name),
  };
  await vscode.window.showInformationMessage(sentences[verdict]);
}

function buttons(): readonly ActionButton[] {
  const icon = (id: string) => new vscode.ThemeIcon(id);
  return [
    { action: 'reveal', iconPath: icon('folder-opened'), tooltip: vscode.l10n.t('Reveal in File Manager') },
    { action: 'verify', iconPath: icon('verified'), tooltip: vscode.l10n.t('Verify Checksum') },
    { action: 'remove', iconPath: icon('trash'), tooltip: vscode.l10n.t('Remove') },
  ];
}

function separator(label: string): ModelEntry {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function size(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

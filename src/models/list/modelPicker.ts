// Hearth's models in one list: installed, available, found with other programs, and any file. Choosing one switches to it.
// Must not know how models are fetched, inspected or run.
import os from 'node:os';
import * as vscode from 'vscode';
import { describeError } from '../../base/log.ts';
import type { EngineClient, ReadyClient } from '../../client/engineClient.ts';
import { type Inspection, inspectInOwnEngine } from '../../client/inspectInOwnEngine.ts';
import { loadedHere } from '../../client/loadedHere.ts';
import { ownEngineParts } from '../../client/ownEngine.ts';
import { settingIds } from '../../settings/manifest.ts';
import { findModels } from '../files/foundModels.ts';
import { modelsFolder } from '../files/hearthHome.mjs';
import { availableModels, installedModels } from '../files/installedModels.ts';
import { weightPackingHere } from '../memory/weightPacking.ts';
import { act } from './modelActions.ts';
import { askAndDownload, type DownloadingParts, offerToRemoveDownload } from './modelDownload.ts';
import {
  type ActionButton,
  type EntryMeaning,
  foundEntries,
  type ModelEntry,
  type OwnModels,
  ownEntries,
} from './modelEntries.ts';
import { importModel } from './modelImport.ts';
import { outlookOn } from './modelOutlook.ts';

export interface ModelPickerParts extends DownloadingParts {
  readonly client: ReadyClient;
  /** The file that is set or would be run. */
  readonly activeModel: () => Promise<string | undefined>;
}

export async function pickModel(parts: ModelPickerParts): Promise<void> {
  const list = vscode.window.createQuickPick<ModelEntry>();
  list.title = vscode.l10n.t('Hearth: Models');
  list.placeholder = vscode.l10n.t('Choose the model to run');
  list.matchOnDescription = true;
  const used = new Promise<{ readonly entry: ModelEntry; readonly button?: ActionButton } | undefined>(
    (resolve) => {
      list.onDidTriggerItemButton(({ item: entry, button }) =>
        resolve({ entry, button: button as ActionButton }),
      );
      list.onDidAccept(() => {
        const [entry] = list.activeItems;
        resolve(entry === undefined ? undefined : { entry });
      });
      list.onDidHide(() => resolve(undefined));
    },
  );
  list.busy = true;
  const own = await ownModels(parts);
  list.items = ownEntries(own);
  // Who opens the list looks for what runs.
  list.activeItems = list.items.filter(({ choice }) => choice?.kind === 'use' && choice.path === own.active);
  list.show();
  void addFound(list, parts, own.active);
  const use = await used;
  list.dispose();
  if (use?.button !== undefined) {
    const restart = () => parts.client.reload();
    await act(use.button.action, use.entry, { folder: modelsFolder(), restart });
    return;
  }
  const choice = use?.entry.choice;
  const file = choice === undefined ? undefined : await fileOf(choice, parts);
  if (file === undefined) return;
  await switchTo(file, parts.client);
  if (choice?.kind === 'download') offerToRemoveDownload(choice.available.model, modelsFolder(), parts);
}

async function ownModels({ activeModel, client, contextTokens }: ModelPickerParts): Promise<OwnModels> {
  const installed = await installedModels(modelsFolder());
  const machine = {
    running: loadedHere(client.loaded),
    totalMemoryBytes: os.totalmem(),
    contextTokens: contextTokens(),
    packing: await weightPackingHere(),
  };
  return {
    installed,
    available: await availableModels(modelsFolder(), installed),
    active: await activeModel(),
    outlook: outlookOn(machine),
  };
}

/** Only those that can be run, and only once the list is there: an engine has to look into each. */
async function addFound(
  list: vscode.QuickPick<ModelEntry>,
  parts: ModelPickerParts,
  active: string | undefined,
): Promise<void> {
  try {
    const found = await findModels();
    const inspections = await inspect(
      found.map((model) => model.path),
      parts,
    );
    const entries = foundEntries(found, inspections, active);
    if (entries.length === 0) return;
    const [chosen] = list.activeItems;
    list.keepScrollPosition = true;
    list.items = [...list.items, ...entries];
    if (chosen !== undefined) list.activeItems = [chosen];
  } catch (error: unknown) {
    parts.log.warn(`Models of other programs could not be looked at: ${describeError(error)}`);
  } finally {
    list.busy = false;
  }
}

async function inspect(
  files: readonly string[],
  { engineFile, log }: ModelPickerParts,
): Promise<readonly Inspection[]> {
  return await inspectInOwnEngine(ownEngineParts(engineFile, log), files);
}

async function fileOf(choice: EntryMeaning, parts: ModelPickerParts): Promise<string | undefined> {
  switch (choice.kind) {
    case 'use':
      return choice.path;
    case 'download':
      return await askAndDownload(choice.available, modelsFolder(), parts);
    case 'import':
      return await importModel(modelsFolder(), async (file) => (await inspect([file], parts))[0]);
  }
}

/** The engine starts anew with the file when the setting changes; no window is reloaded. */
export async function switchTo(file: string, client: EngineClient): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  if (configuration.get(settingIds.modelPath) === file) await client.reload();
  else await configuration.update(settingIds.modelPath, file, vscode.ConfigurationTarget.Global);
}

// The palette commands: id to handler. Must not hold state of its own.
import * as vscode from 'vscode';
import { offerModel } from './firstRun/offerModel.ts';
import type { ModelState } from './models/inUse/modelState.ts';
import { type ModelPickerParts, pickModel } from './models/list/modelPicker.ts';
import { type BasicCommandId, commandIds, settingIds } from './settings/manifest.ts';
import { generalWriting } from './settings/switching.ts';

export interface CommandParts extends ModelPickerParts {
  readonly log: vscode.LogOutputChannel;
  readonly isEnabled: () => boolean;
  readonly models: Pick<ModelState, 'find'>;
  /** What waits or looks again by itself makes room for whoever asks by hand. */
  readonly makeRoom: () => void;
}

export function registerCommands(parts: CommandParts): vscode.Disposable {
  const handlers: Readonly<Record<BasicCommandId, () => unknown>> = {
    [commandIds.restartEngine]: () => parts.client.restart(),
    [commandIds.showLog]: () => parts.log.show(),
    [commandIds.triggerSuggestion]: () => triggerSuggestion(parts),
    [commandIds.toggle]: () => toggle(!parts.isEnabled()),
    [commandIds.chooseModel]: () => pickModel(parts),
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
  );
}

/** Whoever asks by hand gets an answer, if only why there is none. */
async function triggerSuggestion({ models, makeRoom }: CommandParts): Promise<void> {
  makeRoom();
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  if ((await models.find()) === undefined) await offerModel();
}

async function toggle(isEnabled: boolean): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const { target, value } = generalWriting(
    configuration.inspect<boolean>(settingIds.enable) ?? {},
    isEnabled,
  );
  const { Global, Workspace } = vscode.ConfigurationTarget;
  await configuration.update(settingIds.enable, value, target === 'workspace' ? Workspace : Global);
}

// The walkthrough's commands, its opening by itself, and what ticks its steps. Must not hold state of its own.
import * as vscode from 'vscode';
import { describeError } from '../base/log.ts';
import type { ModelState } from '../models/inUse/modelState.ts';
import { removeData } from '../models/removal/removeData.ts';
import { commandIds, contextKeys } from '../settings/manifest.ts';
import { type DownloadPublishedParts, downloadPublished } from './downloadPublished.ts';
import { FirstReady } from './firstReady.ts';
import { Greeter } from './greeter.ts';
import { type TryItParts, tryIt } from './tryIt.ts';

export interface FirstRunParts extends TryItParts, DownloadPublishedParts {
  readonly models: Pick<ModelState, 'find' | 'doBeforeStart'>;
}

export function registerFirstRun(
  extension: vscode.ExtensionContext,
  parts: FirstRunParts,
): vscode.Disposable {
  const { client, models, log } = parts;
  const greeter = new Greeter(extension);
  const firstReady = new FirstReady(extension.globalState);
  const greet = async () => {
    if ((await models.find()) !== undefined) return;
    firstReady.modelIsMissing();
    await greeter.modelIsMissing();
  };
  greet().catch((error: unknown) => log.warn(`Nobody was greeted: ${describeError(error)}`));
  const whileStopped = async (work: () => Promise<void>) => {
    models.doBeforeStart(work);
    await client.reload();
  };
  return vscode.Disposable.from(
    client.onStatus(({ state }) => {
      if (state !== 'ready') return;
      void tickModelStep();
      void firstReady.engineIsReady();
    }),
    vscode.commands.registerCommand(commandIds.getStarted, async () => {
      await greeter.openWalkthrough();
      if ((await models.find()) !== undefined) await tickModelStep();
    }),
    vscode.commands.registerCommand(commandIds.downloadModel, (id: unknown) => downloadPublished(id, parts)),
    vscode.commands.registerCommand(commandIds.tryIt, () => tryIt(parts)),
    vscode.commands.registerCommand(commandIds.removeData, () => removeData({ whileStopped, log })),
  );
}

async function tickModelStep(): Promise<void> {
  await vscode.commands.executeCommand('setContext', contextKeys.hasModel, true);
}

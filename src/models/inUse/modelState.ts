// Which model file is used, and telling the user when there is none or it does not work.
// Joins settings, the engine's status and the status bar; must not know how models run.
import path from 'node:path';
import * as vscode from 'vscode';
import type { EngineClient } from '../../client/engineClient.ts';
import type { MessageButton } from '../../editor/showMessage.ts';
import { translate } from '../../editor/translate.ts';
import type { Configuration } from '../../settings/configuration.ts';
import { settingIds } from '../../settings/manifest.ts';
import { type Failure, failureWords } from '../../status/failureWords.ts';
import type { StatusItem } from '../../status/statusItem.ts';
import { modelsFolder } from '../files/hearthHome.mjs';
import { locateModel } from '../files/locateModel.ts';
import type { ModelTuner } from '../tuning/modelTuner.ts';
import { ModelNotice } from './modelNotice.ts';

/** Settings that only a new engine can follow. */
const engineSettings = [
  settingIds.modelPath,
  settingIds.modelTuned,
  settingIds.threads,
  settingIds.gpu,
  settingIds.contextTokens,
  settingIds.server,
  settingIds.whenServerFails,
];

export class ModelState implements vscode.Disposable {
  private readonly configuration: Configuration;
  private readonly tuner: ModelTuner;
  private readonly notice = new ModelNotice();
  private readonly changed = new vscode.EventEmitter<void>();
  private hasModel = true;
  private loading: string | undefined;
  private errand: (() => Promise<void>) | undefined;

  constructor(configuration: Configuration, tuner: ModelTuner) {
    this.configuration = configuration;
    this.tuner = tuner;
  }

  /** The file that is set, or the best that is there; undefined when there is none. */
  async find(): Promise<string | undefined> {
    const { modelPath } = this.configuration.read();
    const folder = modelsFolder();
    const found = await locateModel(modelPath, folder, exists, (...parts) => path.join(...parts));
    this.hasModel = found !== undefined;
    this.changed.fire();
    return found;
  }

  /** The file that the engine was last told to load, which may be a copy; before the first time the one it will be. */
  async current(): Promise<string | undefined> {
    return this.loading ?? (await this.find());
  }

  /** The next start waits for `work`, during which no engine of this window holds a file. */
  doBeforeStart(work: () => Promise<void>): void {
    this.tuner.dispose();
    this.errand = work;
  }

  /** The file to load; undefined when there is none, which the status bar says. */
  async locate(): Promise<string | undefined> {
    const { errand } = this;
    this.errand = undefined;
    await errand?.();
    const found = await this.find();
    const { modelTuned, server } = this.configuration.read();
    // A copy has token numbers of its own, which no server knows.
    const isTunedWanted = modelTuned && server === '';
    this.loading = found === undefined ? undefined : await this.tuner.choose(found, isTunedWanted);
    return this.loading;
  }

  /** Keeps the status bar right and restarts the engine when what it was started with changes. */
  follow(client: EngineClient, status: StatusItem): vscode.Disposable {
    const show = () => {
      status.show({
        client: client.status,
        isEnabled: this.configuration.read().enable,
        hasModel: this.hasModel,
        modelName: client.loaded?.shape.name,
        gpuFailure: client.loaded?.gpuFailure,
        server: this.configuration.read().server,
        serving: client.loaded?.serving,
      });
    };
    const act = () => {
      show();
      const { status: current } = client;
      if (current.state === 'failed') void this.tellOrFallBack(client, current);
      if (current.state !== 'ready') return;
      this.notice.clear();
      this.tuner.engineIsReady();
    };
    act();
    let startedWith = engineValues();
    return vscode.Disposable.from(
      client.onStatus(act),
      this.changed.event(show),
      vscode.workspace.onDidChangeConfiguration((event) => {
        show();
        if (!engineSettings.some((id) => event.affectsConfiguration(id))) return;
        // What a folder sets that only the machine may is told of, and changes nothing.
        const before = startedWith;
        startedWith = engineValues();
        if (startedWith === before) return;
        this.notice.clear();
        void client.reload();
      }),
    );
  }

  private async tellOrFallBack(client: EngineClient, failure: Failure): Promise<void> {
    const remedies = remediesFor(failure.error);
    // A file is at fault: if it is a tuned copy, the original is not.
    if (remedies.includes('chooseModel') && (await this.tuner.engineRefused())) await client.reload();
    else this.notice.show(failureWords(failure, translate), remedies);
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function engineValues(): string {
  const configuration = vscode.workspace.getConfiguration();
  return JSON.stringify(engineSettings.map((id) => configuration.get(id)));
}

function remediesFor(error: Failure['error']): readonly MessageButton[] {
  switch (error) {
    case 'modelMissing':
    case 'modelInvalid':
    case 'modelUnsupported':
      return ['chooseModel'];
    case 'modelNotLoaded':
    case 'outOfMemory':
    case 'bindingUnavailable':
    case 'diskFull':
    case 'tunedModelDiffers':
    case 'protocolMismatch':
    case 'crashedTooOften':
    case 'serverUnavailable':
    case 'fault':
      return ['restartEngine', 'showLog'];
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.file(file));
    return true;
  } catch {
    // `stat` has no other way to say that there is nothing.
    return false;
  }
}

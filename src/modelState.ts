// Which model file is used, and telling the user when there is none or it does not work.
// Joins settings, the engine's status and the status bar; must not know how models run.
import path from 'node:path';
import * as vscode from 'vscode';
import type { ClientStatus, EngineClient } from './client/engineClient.ts';
import type { Configuration } from './configuration.ts';
import { settingIds } from './manifest.ts';
import { hearthHome } from './model/hearthHome.mjs';
import { locateModel } from './model/locateModel.ts';
import { ModelNotice, type Remedy } from './modelNotice.ts';
import type { StatusItem } from './statusItem.ts';

type FailureName = Extract<ClientStatus, { readonly state: 'failed' }>['error'];

/** Settings that only a new engine can follow. */
const engineSettings = [settingIds.modelPath, settingIds.threads, settingIds.contextTokens];

export class ModelState implements vscode.Disposable {
  private readonly configuration: Configuration;
  private readonly notice = new ModelNotice();
  private readonly changed = new vscode.EventEmitter<void>();
  private hasModel = true;

  constructor(configuration: Configuration) {
    this.configuration = configuration;
  }

  /** The file to load; undefined, and said once, when there is none. */
  async locate(): Promise<string | undefined> {
    const { modelPath } = this.configuration.read();
    const folder = path.join(hearthHome(), 'models');
    const found = await locateModel(modelPath, folder, exists, (...parts) => path.join(...parts));
    this.hasModel = found !== undefined;
    this.changed.fire();
    if (found === undefined) {
      this.notice.show(
        vscode.l10n.t('Hearth has no model file yet. Choose a GGUF file of Qwen2.5-Coder-0.5B to begin.'),
        ['chooseModel'],
      );
    }
    return found;
  }

  /** Keeps the status bar right and restarts the engine when what it was started with changes. */
  follow(client: EngineClient, status: StatusItem): vscode.Disposable {
    const show = () => {
      status.show({
        client: client.status,
        isEnabled: this.configuration.read().enable,
        hasModel: this.hasModel,
        modelName: client.loaded?.shape.name,
      });
      if (client.status.state === 'failed') {
        this.notice.show(client.status.message, remediesFor(client.status.error));
      }
      if (client.status.state === 'ready') this.notice.clear();
    };
    show();
    return vscode.Disposable.from(
      client.onStatus(show),
      this.changed.event(show),
      vscode.workspace.onDidChangeConfiguration((event) => {
        show();
        if (!engineSettings.some((id) => event.affectsConfiguration(id))) return;
        this.notice.clear();
        void client.restart();
      }),
    );
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function remediesFor(error: FailureName): readonly Remedy[] {
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

// The commands that connect to a server and disconnect from it: address, key, a check, and what was found.
// Must not know how servers are asked; an engine of its own does that.
import * as vscode from 'vscode';
import { type ServerCheck, serverAddress } from '../../engine/protocol/serverProtocol.ts';
import { checkServerInOwnEngine } from '../client/checkServerInOwnEngine.ts';
import type { EngineClient } from '../client/engineClient.ts';
import { ownEngineParts } from '../client/ownEngine.ts';
import { translate as t } from '../editor/translate.ts';
import { commandIds, contextKeys, settingIds } from '../settings/manifest.ts';
import type { Settings } from '../settings/settings.ts';
import { connectFlow } from './connectFlow.ts';
import type { ServerKeys } from './serverKeys.ts';
import { addressProblemWords, hostOf } from './serverWords.ts';

export interface ServerCommandParts {
  readonly client: EngineClient;
  readonly engineFile: string;
  readonly keys: ServerKeys;
  readonly settings: () => Settings;
  /** The model file, whose vocabulary the server's is compared with. */
  readonly findModel: () => Promise<string | undefined>;
  readonly offerModel: () => Promise<unknown>;
  readonly log: vscode.LogOutputChannel;
}

export function registerServer(parts: ServerCommandParts): vscode.Disposable {
  const showContext = () =>
    void vscode.commands.executeCommand('setContext', contextKeys.hasServer, parts.settings().server !== '');
  showContext();
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.connectServer, () => connect(parts)),
    vscode.commands.registerCommand(commandIds.disconnectServer, () => disconnect(parts)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingIds.server)) showContext();
    }),
  );
}

async function connect(parts: ServerCommandParts): Promise<void> {
  const { keys, client, settings } = parts;
  const modelPath = await parts.findModel();
  if (modelPath === undefined) {
    await parts.offerModel();
    return;
  }
  await connectFlow({
    dialogs: { askAddress, askKey, tellFailure, tellUnfit, consent },
    check: (url, key) => checked(parts, url, key, modelPath),
    keys,
    current: () => settings().server,
    setServer: async (url) =>
      await vscode.workspace
        .getConfiguration()
        .update(settingIds.server, url, vscode.ConfigurationTarget.Global),
    reload: () => client.reload(),
    t,
  });
}

async function tellFailure(host: string, lines: readonly string[]): Promise<boolean> {
  const again = t('Try Again');
  const message = t('Hearth is not connected to {0}.', host);
  return (await vscode.window.showWarningMessage(message, modal(lines), again)) === again;
}

async function tellUnfit(host: string, lines: readonly string[]): Promise<void> {
  await vscode.window.showWarningMessage(t('Hearth cannot use {0}.', host), modal(lines));
}

async function consent(host: string, lines: readonly string[]): Promise<boolean> {
  const go = t('Connect');
  const question = t('Send the code around the cursor to {0}?', host);
  return (await vscode.window.showInformationMessage(question, modal(lines), go)) === go;
}

function modal(lines: readonly string[]): vscode.MessageOptions {
  return { modal: true, detail: lines.join('\n\n') };
}

async function disconnect({ keys }: ServerCommandParts): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  await configuration.update(settingIds.server, undefined, vscode.ConfigurationTarget.Global);
  await keys.forget();
}

async function askAddress(current: string): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: t('Hearth: Connect to a Server'),
    prompt: t('Address of llama.cpp’s server or of vLLM'),
    placeHolder: 'https://llm.example.com',
    value: current,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const address = serverAddress(text);
      return 'problem' in address ? addressProblemWords(address.problem, t) : undefined;
    },
  });
  const address = serverAddress(typed ?? '');
  return typed !== undefined && 'url' in address ? address.url : undefined;
}

async function askKey(host: string, kept: string): Promise<string | undefined> {
  return await vscode.window.showInputBox({
    title: t('Hearth: Connect to a Server'),
    prompt: t('Key for {0}; empty where it wants none. It is kept in VS Code’s store of secrets.', host),
    value: kept,
    password: true,
    ignoreFocusOut: true,
  });
}

async function checked(
  { engineFile, log }: ServerCommandParts,
  url: string,
  key: string,
  modelPath: string,
): Promise<ServerCheck | undefined> {
  const title = t('Hearth asks {0} what it can do…', hostOf(url));
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, async (_, cancellation) => {
    const params = { url, modelPath, ...(key === '' ? {} : { key }) };
    const check = await checkServerInOwnEngine(ownEngineParts(engineFile, log), params, cancellation);
    if (check.kind === 'failed') log.warn(`The server at ${hostOf(url)} was not taken: ${check.message}`);
    return cancellation.isCancellationRequested ? undefined : check;
  });
}

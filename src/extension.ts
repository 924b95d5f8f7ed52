// Composition root of the extension: builds the parts, hands them to each other, disposes of them.
import path from 'node:path';
import * as vscode from 'vscode';
import type { ModelShape } from '../engine/protocol/protocol.ts';
import { realTime } from './base/time.ts';
import type { ClientStatus } from './client/engineClient.ts';
import { GpuTrust } from './client/gpuTrust.ts';
import { loadedHere } from './client/loadedHere.ts';
import { ProcessClient } from './client/processClient.ts';
import { defaultRestartRules } from './client/restartPolicy.ts';
import { startSharedEngine } from './client/shared/sharedEngine.ts';
import { registerCommands } from './commands.ts';
import { SurroundingCode } from './completion/asking/surroundingCode.ts';
import { Warmer } from './completion/asking/warmer.ts';
import { type CompletionParts, Completions } from './completion/completions.ts';
import { listFromServer } from './completion/names/askServer.ts';
import { CompletionProvider } from './completion/provider.ts';
import { RecentOutcomes, type RequestRecord } from './completion/recentOutcomes.ts';
import { SecondLook } from './completion/secondLook.ts';
import type { OfferCounts } from './completion/showing/shownSuggestions.ts';
import { watchedPipeline } from './completion/watchedPipeline.ts';
import { NeighbourFiles } from './context/neighbours/neighbourFiles.ts';
import { RecentDocuments } from './context/neighbours/recentDocuments.ts';
import { WorkspaceFolderFiles } from './context/neighbours/workspaceFolderFiles.ts';
import { NotebookContext } from './context/notebookContext.ts';
import { ScopeContext } from './context/scopeContext.ts';
import { registerDocumentEvents } from './documentEvents.ts';
import { cellsAbove } from './editor/notebooks.ts';
import { offerModel, requireModel } from './firstRun/offerModel.ts';
import { registerFirstRun } from './firstRun/registerFirstRun.ts';
import { registerModelCard } from './models/card/modelCard.ts';
import { isConvertible } from './models/conversion/conversionGain.ts';
import { registerConversion } from './models/conversion/registerConversion.ts';
import { hearthHome } from './models/files/hearthHome.mjs';
import { ModelState } from './models/inUse/modelState.ts';
import { fileSequences } from './models/memory/publishedMemory.ts';
import { createModelTuning } from './models/tuning/modelTuning.ts';
import { registerNextEdits } from './nextEdits/registerNextEdits.ts';
import { PowerState } from './power/powerState.ts';
import { powerMaxAgeMs, readPower } from './power/readPower.ts';
import { FilePrivacy } from './privacy/filePrivacy.ts';
import { followRules, VscodeWorkspaceFiles } from './privacy/workspaceFiles.ts';
import { Snooze } from './reasons/menu/snooze.ts';
import { Retention } from './reasons/performance/retention.ts';
import { registerReasons } from './reasons/registerReasons.ts';
import { installedSuggesters } from './reasons/why/editorSituation.ts';
import { type Rewriting, registerRewriting } from './rewrite/registerRewriting.ts';
import { registerServer } from './server/registerServer.ts';
import { ServerKeys } from './server/serverKeys.ts';
import { Configuration } from './settings/configuration.ts';
import { RequestWatch } from './status/requestWatch.ts';
import { StatusItem } from './status/statusItem.ts';

const msPerMinute = 60_000;

/** What integration tests may look at. */
export interface HearthApi {
  readonly engineProcessId: () => number | undefined;
  readonly engineStatus: () => ClientStatus;
  /** Undefined until the engine is ready. */
  readonly loadedModel: () => ModelShape | undefined;
  readonly whenReady: () => Promise<void>;
  /** Oldest first. */
  readonly recentOutcomes: () => readonly RequestRecord[];
  readonly pendingIn: Rewriting['pendingIn'];
  readonly offerCounts: () => OfferCounts;
}

/** What must be on the disk before the window goes away, once something is active. */
let flush = async (): Promise<void> => {};

export async function deactivate(): Promise<void> {
  await flush();
}

export function activate(extension: vscode.ExtensionContext): HearthApi {
  const log = vscode.window.createOutputChannel('Hearth', { log: true });
  const configuration = new Configuration(log);
  const engineFile = path.join(extension.extensionPath, 'dist', 'engine.mjs');
  const tuning = createModelTuning(engineFile, () => void client.reload(), log);
  const models = new ModelState(configuration, tuning.tuner);
  const gpuTrust = new GpuTrust();
  const serverKeys = new ServerKeys(extension.secrets);
  const client = new ProcessClient({
    start: (params) => startSharedEngine({ engineFile, folder: path.join(hearthHome(), 'run'), log }, params),
    loadParams: async () => {
      const modelPath = await models.locate();
      if (modelPath === undefined) return undefined;
      const { contextTokens, threads, gpu, server, whenServerFails } = configuration.read();
      const key = server === '' ? undefined : await serverKeys.keyFor(server);
      return {
        modelPath,
        contextTokens,
        threads,
        gpu: gpuTrust.isLost ? 'off' : gpu,
        sequences: fileSequences,
        ...(server === ''
          ? {}
          : {
              server: {
                url: server,
                standsIn: whenServerFails === 'local',
                ...(key === undefined ? {} : { key }),
              },
            }),
      };
    },
    restartRules: defaultRestartRules,
    idleMs: () => configuration.read().idleMinutes * msPerMinute,
    ...realTime,
    log,
  });
  const grammars = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'grammars');
  const scopes = new ScopeContext(
    async (file) => await vscode.workspace.fs.readFile(vscode.Uri.joinPath(grammars, file)),
    realTime.now,
  );
  const privacy = new FilePrivacy(new VscodeWorkspaceFiles(), realTime.setTimer, log);
  const context = new NotebookContext({ inner: scopes, cellsAbove, privacy });
  const recent = new RecentDocuments(privacy);
  const surrounding = new SurroundingCode({
    client,
    recent,
    neighbours: new NeighbourFiles(new WorkspaceFolderFiles(), privacy, realTime.setTimer),
  });
  const settings = (languageId?: string) => configuration.read(languageId);
  const snooze = new Snooze(realTime.now, realTime.setTimer);
  const retention = new Retention(realTime.setTimer);
  const isEnabled = (languageId: string) => settings(languageId).enable && !snooze.isOn;
  const kindAt: CompletionParts['kindAt'] = (document, offset) => context.kindAt(document, offset);
  const power = new PowerState({ read: readPower, now: realTime.now, maxAgeMs: powerMaxAgeMs, log });
  const outcomes = new RecentOutcomes();
  const isAlone = () => !installedSuggesters().some(({ isActive }) => isActive);
  const secondLook = new SecondLook(extension.extension.id, isAlone, log);
  const completions = new Completions({
    client,
    context,
    privacy,
    outcomes,
    settings,
    savesPower: () => power.isOnBattery,
    textsAround: (uri) => [...context.textsAbove(uri), ...surrounding.textsAround(uri)],
    kindAt,
    isSnoozed: () => snooze.isOn,
    onAccepted: (accepted) => {
      retention.accepted(accepted);
      nextEdits.accepted(accepted.uri, accepted.startOffset, accepted.text);
    },
    lookAgain: (place) => secondLook.ask(place),
    listNames: listFromServer,
    ...realTime,
    log,
  });
  const { pipeline } = completions;
  const warmer = new Warmer({
    client,
    context,
    privacy,
    surrounding,
    isEnabled,
    setTimer: realTime.setTimer,
    log,
  });
  const { setTimer } = realTime;
  const rewriting = registerRewriting({
    extension,
    client,
    syntax: scopes,
    privacy,
    requireModel: () => requireModel(models),
    setTimer,
    ownActions: () => settings().actions,
    log,
  });
  const watch = new RequestWatch(realTime.now, realTime.setTimer);
  flush = () => rewriting.flush();
  const nextEdits = registerNextEdits({
    client,
    syntax: scopes,
    privacy,
    settings,
    isSnoozed: () => snooze.isOn,
    isSuggesting: (uri, offset) => completions.isSuggesting(uri, offset),
    ...realTime,
    log,
  });
  const status = new StatusItem();
  const contextTokens = () => configuration.read().contextTokens;
  const modelParts = {
    client,
    engineFile,
    log,
    contextTokens,
    activeModel: () => models.find(),
    memento: extension.globalState,
  };
  extension.subscriptions.push(
    { dispose: () => warmer.pause() },
    { dispose: () => void client.dispose() },
    tuning,
    client.onStatus((heard) => gpuTrust.hear(heard, client.loaded)),
    models.follow(client, status),
    models,
    status,
    rewriting,
    nextEdits,
    registerReasons({
      extension,
      client,
      status,
      snooze,
      retention,
      completions,
      nextEdits,
      outcomes,
      privacy,
      settings,
      watch,
      canConvert: () => isConvertible(loadedHere(client.loaded)?.shape.quantization ?? ''),
      ...realTime,
    }),
    watch,
    registerCommands({
      ...modelParts,
      models,
      isEnabled: () => configuration.read().enable,
      makeRoom: () => {
        completions.stopWaiting();
        secondLook.giveUp();
      },
    }),
    registerServer({
      ...modelParts,
      keys: serverKeys,
      settings,
      findModel: () => models.find(),
      offerModel,
    }),
    registerConversion(extension, { ...modelParts, models }),
    registerModelCard(extension, { ...modelParts, models, sequences: fileSequences }),
    registerFirstRun(extension, { ...modelParts, models, recentOutcomes: () => outcomes.list() }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) client.wake();
    }),
    followRules(privacy),
    registerDocumentEvents({ context, client, completions, privacy, recent, retention, surrounding, warmer }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('hearth')) completions.forgetAnswers();
    }),
    // Which documents are code, the pipeline says.
    vscode.languages.registerInlineCompletionItemProvider(
      { scheme: '*' },
      new CompletionProvider(watchedPipeline(pipeline, watch), secondLook, log),
    ),
    { dispose: () => context.dispose() },
    // Last: all the others may still have something to say.
    log,
  );
  return {
    engineProcessId: () => client.processId,
    engineStatus: () => client.status,
    loadedModel: () => client.loaded?.shape,
    whenReady: () => client.whenReady(),
    recentOutcomes: () => outcomes.list(),
    pendingIn: (uri) => rewriting.pendingIn(uri),
    offerCounts: () => completions.counts,
  };
}

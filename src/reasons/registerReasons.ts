// Composition root of what Hearth says about itself: menu, snooze, reasons, diagnostics.
import * as vscode from 'vscode';
import type { SetTimer } from '../base/time.ts';
import type { EngineClient } from '../client/engineClient.ts';
import type { EngineInsight } from '../client/engineInsight.ts';
import type { Completions } from '../completion/completions.ts';
import type { RecentOutcomes } from '../completion/recentOutcomes.ts';
import { nameOfLanguage } from '../editor/nameOfLanguage.ts';
import { translate as t } from '../editor/translate.ts';
import type { NextEditReport } from '../nextEdits/offer/silence.ts';
import type { FilePrivacy } from '../privacy/filePrivacy.ts';
import { hostOf } from '../server/serverWords.ts';
import { contextKeys, reasonCommandIds, settingIds } from '../settings/manifest.ts';
import type { Settings } from '../settings/settings.ts';
import { generalWriting, languageWriting, type StatedValues } from '../settings/switching.ts';
import type { RequestWatch } from '../status/requestWatch.ts';
import type { StatusItem } from '../status/statusItem.ts';
import { copyDiagnostics } from './copyDiagnostics.ts';
import { toggleLanguage } from './menu/languageToggle.ts';
import { menuGroups } from './menu/menuEntries.ts';
import { pickEagerness, pickFromMenu, pickSnoozeMinutes } from './menu/menuPick.ts';
import type { Snooze } from './menu/snooze.ts';
import { PerformanceView } from './performance/performanceView.ts';
import type { Retention } from './performance/retention.ts';
import { PromptView } from './prompt/promptView.ts';
import { readEditorSituation } from './why/editorSituation.ts';
import { nextEditSection } from './why/nextEditSection.ts';
import { whySections } from './why/whyEntries.ts';
import { pickWhy } from './why/whyPick.ts';
import { followWork } from './workStatus.ts';

export interface ReasonParts {
  readonly extension: vscode.ExtensionContext;
  readonly client: EngineClient & EngineInsight;
  readonly status: StatusItem;
  readonly snooze: Snooze;
  readonly retention: Retention;
  readonly completions: Pick<Completions, 'counts' | 'lastShown' | 'pipeline'>;
  readonly nextEdits: { report(): NextEditReport };
  readonly outcomes: RecentOutcomes;
  readonly privacy: FilePrivacy;
  readonly settings: (languageId?: string) => Settings;
  readonly watch: RequestWatch;
  /** Whether the model in use can be converted to Q4_0. */
  readonly canConvert: () => boolean;
  readonly now: () => number;
  readonly setTimer: SetTimer;
}

type ReasonCommandId = (typeof reasonCommandIds)[keyof typeof reasonCommandIds];

export function registerReasons(parts: ReasonParts): vscode.Disposable {
  const { snooze, settings, extension, retention, completions, nextEdits } = parts;
  const { version } = extension.extension.packageJSON as { readonly version: string };
  const performance = new PerformanceView({
    ...parts,
    offerCounts: () => completions.counts,
    nextEditCounts: () => nextEdits.report().counts,
  });
  const prompt = new PromptView({ ...parts, lastShown: () => completions.lastShown });
  const handlers: Readonly<Record<ReasonCommandId, (argument?: unknown) => unknown>> = {
    [reasonCommandIds.showMenu]: () => showMenu(parts),
    [reasonCommandIds.whyNoSuggestion]: () => showWhy(parts),
    [reasonCommandIds.showPerformance]: () => performance.open(),
    [reasonCommandIds.showPrompt]: () => prompt.open(),
    [reasonCommandIds.copyDiagnostics]: () => copyDiagnostics({ ...parts, version }),
    [reasonCommandIds.snooze]: async (minutes) => {
      const chosen = typeof minutes === 'number' && minutes > 0 ? minutes : await pickSnoozeMinutes();
      if (chosen === undefined) return;
      snooze.begin(chosen);
      await vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
    },
    [reasonCommandIds.endSnooze]: () => snooze.end(),
    [reasonCommandIds.toggleLanguage]: async () => {
      const language = activeLanguage();
      if (language !== undefined) return await toggleLanguage(language, settings(language).enable);
      return await vscode.window.showInformationMessage(t('Click into a file in that language first.'));
    },
    [reasonCommandIds.chooseEagerness]: chooseEagerness,
  };
  const showSnooze = () =>
    void vscode.commands.executeCommand('setContext', contextKeys.isSnoozed, snooze.isOn);
  return vscode.Disposable.from(
    followWork(parts),
    snooze.onChange(showSnooze),
    snooze,
    retention,
    performance,
    prompt,
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
  );
}

async function showMenu({ settings, snooze, canConvert, extension }: ReasonParts): Promise<void> {
  const language = activeLanguage();
  const situation = {
    isEnabled: settings().enable,
    language:
      language === undefined
        ? undefined
        : { name: nameOfLanguage(language), isEnabled: settings(language).enable },
    snoozeMinutesLeft: snooze.minutesLeft,
    eagerness: settings(language).eagerness,
    serverHost: settings().server === '' ? undefined : hostOf(settings().server),
    canConvert: canConvert(),
    extensionId: extension.extension.id,
  };
  await pickFromMenu(menuGroups(situation, t));
}

async function showWhy(parts: ReasonParts): Promise<void> {
  const { client, status, snooze, outcomes, completions, now } = parts;
  const situation = {
    ...(await readEditorSituation({ ...parts, situation: (asked) => completions.pipeline.situation(asked) })),
    snoozeMinutesLeft: snooze.minutesLeft,
    engine: client.status,
    hasModel: status.hasModel,
  };
  const sections = whySections(situation, outcomes.list(), now(), t);
  await pickWhy([...sections, nextEditSection(parts.nextEdits.report().silence, t)]);
}

/** Written where the value that counts here stands: a language's own would win over the general one. */
async function chooseEagerness(): Promise<void> {
  const languageId = activeLanguage();
  const scope = languageId === undefined ? undefined : { languageId };
  const configuration = vscode.workspace.getConfiguration(undefined, scope);
  const chosen = await pickEagerness(configuration.get(settingIds.eagerness) ?? '');
  if (chosen === undefined) return;
  const stated: StatedValues<string> = configuration.inspect<string>(settingIds.eagerness) ?? {};
  const isForLanguage = (stated.workspaceLanguageValue ?? stated.globalLanguageValue) !== undefined;
  const { target, value } = isForLanguage ? languageWriting(stated, chosen) : generalWriting(stated, chosen);
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const place = target === 'workspace' ? Workspace : Global;
  await configuration.update(settingIds.eagerness, value, place, isForLanguage);
}

function activeLanguage(): string | undefined {
  return vscode.window.activeTextEditor?.document.languageId;
}

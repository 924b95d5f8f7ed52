// Keeps the status bar right about the place that someone works in: snooze, language, hidden files, last latency.
// Must not know the engine.
import * as vscode from 'vscode';
import type { RecentOutcomes } from '../completion/recentOutcomes.ts';
import { nameOfLanguage } from '../editor/nameOfLanguage.ts';
import { translate } from '../editor/translate.ts';
import type { FilePrivacy } from '../privacy/filePrivacy.ts';
import type { Settings } from '../settings/settings.ts';
import type { RequestWatch } from '../status/requestWatch.ts';
import type { StatusItem } from '../status/statusItem.ts';
import type { Snooze } from './menu/snooze.ts';
import { reasonWords } from './why/reasonWords.ts';

export interface WorkStatusParts {
  readonly status: StatusItem;
  readonly snooze: Snooze;
  readonly outcomes: RecentOutcomes;
  readonly privacy: FilePrivacy;
  readonly settings: (languageId: string) => Settings;
  readonly watch: RequestWatch;
}

export function followWork(parts: WorkStatusParts): vscode.Disposable {
  const { status, snooze, outcomes, privacy, watch } = parts;
  let lastLatencyMs: number | undefined;
  const show = () => {
    const document = vscode.window.activeTextEditor?.document;
    status.showWork({
      languageOff: document === undefined ? undefined : languageOff(document, parts),
      snoozeMinutesLeft: snooze.minutesLeft,
      hidden: document === undefined ? undefined : hiddenWords(document, privacy),
      lastLatencyMs,
      waiting: watch.waiting,
    });
  };
  const showWhenRulesAreRead = async () => {
    show();
    const uri = vscode.window.activeTextEditor?.document.uri;
    if (uri !== undefined) await privacy.rulesRead(uri.toString());
    show();
  };
  void showWhenRulesAreRead();
  return vscode.Disposable.from(
    snooze.onChange(show),
    watch.onChange(show),
    outcomes.onAdded(({ outcome, totalMs, isManual }) => {
      if (outcome.kind !== 'shown' || outcome.source !== 'engine' || isManual) return;
      lastLatencyMs = totalMs;
      show();
    }),
    privacy.onRulesChanged(() => void showWhenRulesAreRead()),
    vscode.window.onDidChangeActiveTextEditor(() => void showWhenRulesAreRead()),
    vscode.workspace.onDidChangeConfiguration(show),
  );
}

function languageOff({ languageId }: vscode.TextDocument, { settings }: WorkStatusParts): string | undefined {
  return settings(languageId).enable ? undefined : nameOfLanguage(languageId);
}

function hiddenWords({ uri }: vscode.TextDocument, privacy: FilePrivacy): string | undefined {
  const refusal = privacy.refusal(uri.toString());
  if (refusal === undefined || refusal === 'rulesNotRead') return undefined;
  return reasonWords(refusal, translate).title;
}

// The entries of Hearth's menu, by what can be done now. Pure; strings come translated from the caller.
// Must not know what stands behind the commands.

import type { Translate } from '../../base/translation.ts';
import { commandIds, reasonCommandIds } from '../../settings/manifest.ts';
import { snoozeMinutes } from './snooze.ts';

export interface MenuEntry {
  readonly icon: string;
  readonly label: string;
  readonly command: string;
  readonly argument?: number;
}

export interface MenuGroup {
  readonly heading: string;
  readonly entries: readonly MenuEntry[];
}

export interface MenuSituation {
  readonly isEnabled: boolean;
  /** Of the active document; undefined without one. */
  readonly language: { readonly name: string; readonly isEnabled: boolean } | undefined;
  readonly snoozeMinutesLeft: number;
}

export function menuGroups(situation: MenuSituation, t: Translate): readonly MenuGroup[] {
  return [
    { heading: t('Suggestions'), entries: suggestionEntries(situation, t) },
    {
      heading: t('What happens and why'),
      entries: [
        entry('question', t('Why No Suggestion?'), reasonCommandIds.whyNoSuggestion),
        entry('graph', t('Performance'), reasonCommandIds.showPerformance),
        entry('eye', t('Show Prompt'), reasonCommandIds.showPrompt),
        entry('clippy', t('Copy Diagnostics'), reasonCommandIds.copyDiagnostics),
      ],
    },
    {
      heading: t('Engine'),
      entries: [
        entry('database', t('Models…'), commandIds.chooseModel),
        entry('info', t('Model Card'), commandIds.showModelCard),
        entry('sync', t('Restart Engine'), commandIds.restartEngine),
        entry('output', t('Show Log'), commandIds.showLog),
      ],
    },
  ];
}

function suggestionEntries(
  { isEnabled, language, snoozeMinutesLeft }: MenuSituation,
  t: Translate,
): readonly MenuEntry[] {
  const forLanguage =
    language === undefined
      ? []
      : [
          entry(
            language.isEnabled ? 'circle-slash' : 'flame',
            language.isEnabled ? t('Turn Off for {0}', language.name) : t('Turn On for {0}', language.name),
            reasonCommandIds.toggleLanguage,
          ),
        ];
  const everywhere = entry(
    isEnabled ? 'circle-slash' : 'flame',
    isEnabled ? t('Turn Off Everywhere') : t('Turn On'),
    commandIds.toggle,
  );
  const snoozes = snoozeMinutes.map((minutes) => ({
    ...entry('bell-slash', t('Snooze for {0} Minutes', minutes), reasonCommandIds.snooze),
    argument: minutes,
  }));
  if (!isEnabled) return [everywhere, ...forLanguage];
  const endSnooze = entry(
    'bell',
    t('End Snooze ({0} min left)', snoozeMinutesLeft),
    reasonCommandIds.endSnooze,
  );
  return [...(snoozeMinutesLeft > 0 ? [endSnooze] : snoozes), ...forLanguage, everywhere];
}

function entry(icon: string, label: string, command: string): MenuEntry {
  return { icon, label, command };
}

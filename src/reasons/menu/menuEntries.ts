// The entries of Hearth's menu, by what can be done now. Pure; strings come translated from the caller.
// Must not know what stands behind the commands.
import type { Translate } from '../../base/translation.ts';
import {
  commandIds,
  nextEditCommandIds,
  reasonCommandIds,
  rewriteCommandIds,
} from '../../settings/manifest.ts';
import { snoozeMinutes } from './snooze.ts';

export interface MenuEntry {
  readonly icon: string;
  readonly label: string;
  readonly command: string;
  readonly argument?: number | string;
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
  /** As the setting names it. */
  readonly eagerness: string;
  /** Host of the server that computes; undefined where this machine does. */
  readonly serverHost?: string | undefined;
  /** The model in use can be converted to Q4_0. */
  readonly canConvert: boolean;
  /** Of Hearth itself, for the editor's settings. */
  readonly extensionId: string;
}

export function menuGroups(situation: MenuSituation, t: Translate): readonly MenuGroup[] {
  return [
    {
      heading: t('Suggestions'),
      // Where code goes to another machine, the way back is in sight when the menu opens.
      entries: [...suggestionEntries(situation, t), ...disconnectEntries(situation, t)],
    },
    { heading: t('Write and ask'), entries: writingEntries(situation, t) },
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
        ...(situation.canConvert
          ? [entry('rocket', t('Convert Model to Q4_0'), commandIds.convertModel)]
          : []),
        ...(situation.serverHost === undefined
          ? [entry('cloud', t('Connect to a Server…'), commandIds.connectServer)]
          : []),
        entry('sync', t('Restart Engine'), commandIds.restartEngine),
        entry('output', t('Show Log'), commandIds.showLog),
      ],
    },
    {
      heading: 'Hearth',
      entries: [
        {
          ...entry('settings-gear', t('Settings'), 'workbench.action.openSettings'),
          argument: `@ext:${situation.extensionId}`,
        },
        entry('book', t('Get Started'), commandIds.getStarted),
      ],
    },
  ];
}

function disconnectEntries({ serverHost }: MenuSituation, t: Translate): readonly MenuEntry[] {
  return serverHost === undefined
    ? []
    : [entry('debug-disconnect', t('Disconnect from {0}', serverHost), commandIds.disconnectServer)];
}

/** Code is written and rewritten where some is open; a question can be asked anywhere. */
function writingEntries({ language }: MenuSituation, t: Translate): readonly MenuEntry[] {
  const ask = entry('comment-discussion', t('Ask…'), rewriteCommandIds.ask);
  if (language === undefined) return [ask];
  return [
    entry('pencil', t('Write Here…'), rewriteCommandIds.writeHere),
    entry('wand', t('Rewrite Selection…'), rewriteCommandIds.rewriteSelection),
    ask,
  ];
}

function suggestionEntries(
  { isEnabled, language, snoozeMinutesLeft, eagerness }: MenuSituation,
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
  const nextEdits = entry('arrow-right', t('Next Edits…'), nextEditCommandIds.choose);
  if (!isEnabled) return [everywhere, ...forLanguage];
  const endSnooze = entry(
    'bell',
    t('End Snooze ({0} min left)', snoozeMinutesLeft),
    reasonCommandIds.endSnooze,
  );
  const choose = entry(
    'dashboard',
    t('Eagerness: {0}', eagernessName(eagerness, t)),
    reasonCommandIds.chooseEagerness,
  );
  return [...(snoozeMinutesLeft > 0 ? [endSnooze] : snoozes), choose, ...forLanguage, nextEdits, everywhere];
}

export function eagernessName(eagerness: string, t: Translate): string {
  switch (eagerness) {
    case 'quiet':
      return t('Quiet');
    case 'eager':
      return t('Eager');
    default:
      return t('Balanced');
  }
}

function entry(icon: string, label: string, command: string): MenuEntry {
  return { icon, label, command };
}

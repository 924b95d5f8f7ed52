// What the status bar says for each state. Pure; strings come translated from the caller.
import type { Serving } from '../../engine/protocol/protocol.ts';
import type { Translate } from '../base/translation.ts';
import type { ClientStatus } from '../client/engineClient.ts';
import { hostOf, servingWords } from '../server/serverWords.ts';
import { commandIds, reasonCommandIds } from '../settings/manifest.ts';
import { failureWords } from './failureWords.ts';
import type { Waiting } from './requestWatch.ts';

export interface StatusView {
  readonly text: string;
  /** Lines, the first of which says it all. */
  readonly tooltip: string;
  readonly isProblem: boolean;
  /** What a click opens. */
  readonly command: string;
}

/** Of the engine and its model. */
export interface EngineSituation {
  readonly client: ClientStatus;
  readonly isEnabled: boolean;
  readonly hasModel: boolean;
  readonly modelName: string | undefined;
  /** Why the graphics processor does not compute although it was wanted. */
  readonly gpuFailure?: string | undefined;
  /** Address of the server that is to compute; empty for none. */
  readonly server?: string;
  readonly serving?: Serving | undefined;
}

/** Of the place that someone works in, and of the session. */
export interface WorkSituation {
  /** The active document's language where suggestions are off for it alone. */
  readonly languageOff: string | undefined;
  readonly snoozeMinutesLeft: number;
  /** Why the active document is never read. */
  readonly hidden: string | undefined;
  /** How long the last suggestion took. */
  readonly lastLatencyMs: number | undefined;
  readonly waiting: Waiting;
}

export type StatusSituation = EngineSituation & WorkSituation;

export function statusView(situation: StatusSituation, t: Translate): StatusView {
  const { client, isEnabled, hasModel, languageOff, snoozeMinutesLeft, hidden } = situation;
  if (!isEnabled) return calm('circle-slash', t('Hearth is off. Click for its menu.'));
  if (!hasModel) {
    return {
      text: '$(warning) Hearth',
      tooltip: t('Hearth has no model file yet. Click to choose one.'),
      isProblem: true,
      command: commandIds.chooseModel,
    };
  }
  if (client.state === 'failed') {
    const tooltip = failureWords(client, t);
    return { text: '$(error) Hearth', tooltip, isProblem: true, command: reasonCommandIds.showMenu };
  }
  const details = detailLines(situation, t);
  if (snoozeMinutesLeft > 0) {
    const view = calm('bell-slash', t('Hearth is snoozed for {0} more minutes.', snoozeMinutesLeft), details);
    return { ...view, text: `${view.text} ${t('{0} min', snoozeMinutesLeft)}` };
  }
  if (languageOff !== undefined)
    return calm('circle-slash', t('Hearth is off for {0}.', languageOff), details);
  if (hidden !== undefined)
    return calm('eye-closed', t('Hearth suggests nothing here. {0}', hidden), details);
  return waitingView(situation, t) ?? engineView(situation, details, t);
}

/** Only of an engine that is ready: one that starts or restarts says so itself. */
function waitingView({ client, waiting }: StatusSituation, t: Translate): StatusView | undefined {
  if (client.state !== 'ready' || waiting === 'nothing') return undefined;
  return waiting === 'unanswered'
    ? calm(
        'watch',
        t('Hearth’s engine has not answered for some seconds. It is watched, and restarted if it hangs.'),
      )
    : calm('loading~spin', t('Hearth is computing the suggestion that you asked for.'));
}

function engineView(
  { client, modelName, server = '', serving }: StatusSituation,
  details: readonly string[],
  t: Translate,
): StatusView {
  switch (client.state) {
    case 'stopped':
    case 'idle':
      return calm('flame', t('Hearth starts its engine when you type.'));
    case 'loading': {
      const percent = Math.round(client.progress * 100);
      return calm('loading~spin', t('Hearth is loading its model: {0} %', percent));
    }
    case 'ready':
      if (server !== '' && serving !== undefined) {
        const icon =
          serving.by === 'server' ? 'cloud' : serving.by === 'thisMachine' ? 'flame' : 'debug-disconnect';
        return calm(icon, servingWords(hostOf(server), serving.by, serving.trouble, t), details);
      }
      return calm('flame', t('Hearth is ready: {0}', modelName ?? t('model loaded')), details.slice(1));
    case 'restarting':
      return calm(
        'sync~spin',
        t('Hearth’s engine ended unexpectedly and starts again (attempt {0}).', client.attempt),
      );
    case 'failed':
      return calm('error', failureWords(client, t));
  }
}

/** The model first. */
function detailLines(
  { modelName, lastLatencyMs, gpuFailure }: StatusSituation,
  t: Translate,
): readonly string[] {
  return [
    modelName === undefined ? t('No model is loaded.') : t('Model: {0}', modelName),
    ...(lastLatencyMs === undefined ? [] : [t('Last suggestion after {0} ms', Math.round(lastLatencyMs))]),
    ...(gpuFailure === undefined
      ? []
      : [t('The graphics processor failed, so the processor computes: {0}', gpuFailure)]),
  ];
}

function calm(icon: string, sentence: string, details: readonly string[] = []): StatusView {
  const tooltip = [sentence, ...details].join('\n');
  return { text: `$(${icon}) Hearth`, tooltip, isProblem: false, command: reasonCommandIds.showMenu };
}

// What the status bar says for each state. Pure; strings come translated from the caller.
import type { ClientStatus } from './client/engineClient.ts';

export interface StatusView {
  readonly text: string;
  readonly tooltip: string;
  readonly isProblem: boolean;
}

export type Translate = (message: string, ...values: (string | number)[]) => string;

export interface StatusSituation {
  readonly client: ClientStatus;
  readonly isEnabled: boolean;
  readonly hasModel: boolean;
  readonly modelName: string | undefined;
}

export function statusView(
  { client, isEnabled, hasModel, modelName }: StatusSituation,
  t: Translate,
): StatusView {
  if (!isEnabled) return calm('circle-slash', t('Hearth is off. Click for its menu.'));
  if (!hasModel) {
    return {
      text: '$(warning) Hearth',
      tooltip: t('Hearth has no model file yet. Click to choose one.'),
      isProblem: true,
    };
  }
  switch (client.state) {
    case 'stopped':
    case 'idle':
      return calm('flame', t('Hearth starts its engine when you type.'));
    case 'loading': {
      const percent = Math.round(client.progress * 100);
      return calm('loading~spin', t('Hearth is loading its model: {0} %', percent));
    }
    case 'ready':
      return calm('flame', t('Hearth is ready: {0}', modelName ?? t('model loaded')));
    case 'restarting':
      return calm(
        'sync~spin',
        t('Hearth’s engine ended unexpectedly and starts again (attempt {0}).', client.attempt),
      );
    case 'failed':
      return { text: '$(error) Hearth', tooltip: client.message, isProblem: true };
  }
}

function calm(icon: string, tooltip: string): StatusView {
  return { text: `$(${icon}) Hearth`, tooltip, isProblem: false };
}

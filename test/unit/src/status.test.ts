// What the status bar says in every state.
import assert from 'node:assert/strict';
import { type StatusSituation, statusView } from '../../../src/status.ts';

const translate = (message: string, ...values: (string | number)[]) =>
  message.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)]));

const good: StatusSituation = {
  client: { state: 'ready' },
  isEnabled: true,
  hasModel: true,
  modelName: 'a model',
};

describe('statusView', () => {
  for (const [name, change, text, tooltip, isProblem] of [
    ['ready', {}, '$(flame) Hearth', /ready: a model/, false],
    ['off', { isEnabled: false, hasModel: false }, '$(circle-slash) Hearth', /off/, false],
    ['no model', { hasModel: false }, '$(warning) Hearth', /no model/, true],
    ['stopped', { client: { state: 'stopped' } }, '$(flame) Hearth', /when you type/, false],
    ['idle', { client: { state: 'idle' } }, '$(flame) Hearth', /when you type/, false],
    ['loading', { client: { state: 'loading', progress: 0.314 } }, '$(loading~spin) Hearth', /31 %/, false],
    [
      'restarting',
      { client: { state: 'restarting', delayMs: 250, attempt: 2 } },
      '$(sync~spin) Hearth',
      /attempt 2/,
      false,
    ],
    [
      'failed',
      { client: { state: 'failed', error: 'modelInvalid', message: 'It is no GGUF file.' } },
      '$(error) Hearth',
      /no GGUF/,
      true,
    ],
  ] as const satisfies readonly (readonly [string, Partial<StatusSituation>, string, RegExp, boolean])[]) {
    it(name, () => {
      const view = statusView({ ...good, ...change }, translate);
      assert.equal(view.text, text);
      assert.match(view.tooltip, tooltip);
      assert.equal(view.isProblem, isProblem);
    });
  }
});

// What the status bar says in every state.
import assert from 'node:assert/strict';
import { type StatusSituation, statusView } from '../../../../src/status/status.ts';
import { plainTranslate } from '../../../support/plainTranslate.ts';

const good: StatusSituation = {
  client: { state: 'ready' },
  isEnabled: true,
  hasModel: true,
  modelName: 'a model',
  languageOff: undefined,
  snoozeMinutesLeft: 0,
  hidden: undefined,
  lastLatencyMs: undefined,
  waiting: 'nothing',
};

describe('statusView', () => {
  for (const [name, change, text, tooltip, isProblem] of [
    ['ready', {}, '$(flame) Hearth', /ready: a model/, false],
    [
      'ready, after a suggestion',
      { lastLatencyMs: 84.4 },
      '$(flame) Hearth',
      /a model\nLast .* 84 ms$/,
      false,
    ],
    [
      'snoozed',
      { snoozeMinutesLeft: 12, lastLatencyMs: 9 },
      '$(bell-slash) Hearth 12 min',
      /^Hearth is snoozed for 12 .*\nModel: a model\nLast/,
      false,
    ],
    ['off for a language', { languageOff: 'go' }, '$(circle-slash) Hearth', /off for go/, false],
    [
      'a hidden file before any engine was started',
      { client: { state: 'stopped' }, hidden: 'Git ignores it.', modelName: undefined },
      '$(eye-closed) Hearth',
      /nothing here. Git ignores it.\nNo model is loaded/,
      false,
    ],
    [
      'failed, in a hidden file',
      { client: { state: 'failed', error: 'fault', message: 'Broken.' }, hidden: 'x' },
      '$(error) Hearth',
      /Broken\.$/,
      true,
    ],
    [
      'ready after a graphics processor failed',
      { gpuFailure: 'device lost' },
      '$(flame) Hearth',
      /ready: a model\n.*so the processor computes: device lost$/,
      false,
    ],
    [
      'a server that computes',
      { server: 'https://llm.example.com', serving: { by: 'server' } },
      '$(cloud) Hearth',
      /^Code around the cursor is sent to llm\.example\.com\.\nModel: a model$/,
      false,
    ],
    [
      'a server that is away, this machine standing in',
      { server: 'https://llm.example.com', serving: { by: 'thisMachine', trouble: 'serverFull' } },
      '$(flame) Hearth',
      /^llm\.example\.com cannot be asked, so this machine computes and nothing is sent\. The server is too busy/,
      false,
    ],
    ['off', { isEnabled: false, hasModel: false }, '$(circle-slash) Hearth', /off/, false],
    ['no model', { hasModel: false }, '$(warning) Hearth', /no model/, true],
    [
      'asked by hand',
      { waiting: 'byHand', lastLatencyMs: 5 },
      '$(loading~spin) Hearth',
      /^Hearth is computing the suggestion/,
      false,
    ],
    ['no answer for long', { waiting: 'unanswered' }, '$(watch) Hearth', /not answered/, false],
    [
      'no answer while it starts again',
      { waiting: 'unanswered', client: { state: 'restarting', delayMs: 1, attempt: 1 } },
      '$(sync~spin) Hearth',
      /starts again/,
      false,
    ],
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
      { client: { state: 'failed', error: 'modelInvalid', message: 'It is not a GGUF file.' } },
      '$(error) Hearth',
      /not a GGUF/,
      true,
    ],
  ] as const satisfies readonly (readonly [string, Partial<StatusSituation>, string, RegExp, boolean])[]) {
    it(name, () => {
      const view = statusView({ ...good, ...change }, plainTranslate);
      assert.equal(view.text, text);
      assert.match(view.tooltip, tooltip);
      assert.equal(view.isProblem, isProblem);
    });
  }

  it('opens the choice of a model where there is none, as it says, and its menu otherwise', () => {
    const commandOf = (change: Partial<StatusSituation>) =>
      statusView({ ...good, ...change }, plainTranslate).command;
    assert.equal(commandOf({ hasModel: false }), 'hearth.chooseModel');
    assert.equal(commandOf({ hasModel: false, isEnabled: false }), 'hearth.showMenu');
    assert.equal(commandOf({}), 'hearth.showMenu');
  });
});

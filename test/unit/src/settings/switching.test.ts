// What turning something off and on again writes, and where.
import assert from 'node:assert/strict';
import { generalWriting, languageWriting } from '../../../../src/settings/switching.ts';

describe('languageWriting', () => {
  for (const [name, stated, wanted, writing] of [
    ['off', { defaultValue: true }, false, { target: 'user', value: false }],
    [
      'on again, which leaves nothing',
      { defaultValue: true, globalLanguageValue: false },
      true,
      { target: 'user', value: undefined },
    ],
    [
      'on where all is off',
      { defaultValue: true, globalValue: false },
      true,
      { target: 'user', value: true },
    ],
    [
      'off again where all is off',
      { defaultValue: true, globalValue: false, globalLanguageValue: true },
      false,
      { target: 'user', value: undefined },
    ],
    [
      'what a workspace says for the language is changed there',
      { defaultValue: true, workspaceLanguageValue: false },
      true,
      { target: 'workspace', value: undefined },
    ],
    [
      'against the user’s own value for the language',
      { defaultValue: true, globalLanguageValue: false, workspaceLanguageValue: false },
      true,
      { target: 'workspace', value: true },
    ],
  ] as const) {
    it(name, () => assert.deepEqual(languageWriting<boolean>(stated, wanted), writing));
  }
});

describe('generalWriting', () => {
  for (const [name, stated, wanted, writing] of [
    ['off', { defaultValue: true }, false, { target: 'user', value: false }],
    ['on again', { defaultValue: true, globalValue: false }, true, { target: 'user', value: undefined }],
    [
      'in a workspace that has its own value',
      { defaultValue: true, workspaceValue: false },
      true,
      { target: 'workspace', value: undefined },
    ],
    [
      'in a workspace, against the user’s value',
      { defaultValue: true, globalValue: false, workspaceValue: false },
      true,
      { target: 'workspace', value: true },
    ],
  ] as const) {
    it(name, () => assert.deepEqual(generalWriting<boolean>(stated, wanted), writing));
  }
});

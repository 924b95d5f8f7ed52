// Settings of the right and of the wrong types.
import assert from 'node:assert/strict';
import { defaultSettings, readSettings, type Settings } from '../../../../src/settings/settings.ts';

describe('readSettings', () => {
  it('gives the defaults for nothing', () => {
    assert.deepEqual(readSettings({}), { settings: defaultSettings, problems: [] });
  });

  for (const [name, value] of [
    ['enable', 'yes'],
    ['modelPath', 5],
    ['modelTuned', 'no'],
    ['threads', -1],
    ['threads', 1.5],
    ['gpu', 'cuda'],
    ['idleMinutes', -1],
    ['contextTokens', '4096'],
    ['debounceMs', null],
    ['maxLines', 0],
    ['inCommentsAndStrings', 'everywhere'],
    ['inCommentsAndStrings', true],
    ['eagerness', 'loud'],
    ['eagerness', 2],
    ['prefetch', 'on'],
  ] as const) {
    it(`falls back for ${name} = ${JSON.stringify(value)} and says so`, () => {
      const { settings, problems } = readSettings({ [name]: value });
      assert.deepEqual(settings, defaultSettings);
      assert.equal(problems.length, 1);
    });
  }

  it('takes usable values', () => {
    const wanted: Settings = {
      enable: false,
      modelPath: 'm',
      modelTuned: false,
      threads: 2,
      gpu: 'off',
      idleMinutes: 0,
      contextTokens: 2048,
      debounceMs: 0,
      maxLines: 3,
      inCommentsAndStrings: 'comments',
      eagerness: 'quiet',
      prefetch: false,
      actions: [{ name: 'a', instruction: 'b', languages: ['go'] }],
      nextEdits: 'fixes',
      server: 'https://llm.example.com',
      whenServerFails: 'nothing',
    };
    assert.deepEqual(readSettings(wanted), { settings: wanted, problems: [] });
  });
});

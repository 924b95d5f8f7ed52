// What Hearth's menu offers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type MenuSituation, menuGroups } from '../../../../../src/reasons/menu/menuEntries.ts';
import { plainTranslate } from '../../../../support/plainTranslate.ts';

const usual: MenuSituation = {
  isEnabled: true,
  language: { name: 'go', isEnabled: true },
  snoozeMinutesLeft: 0,
};

describe('menuGroups', () => {
  const suggestions = (change: Partial<MenuSituation>) =>
    menuGroups({ ...usual, ...change }, plainTranslate)[0]?.entries.map(({ label }) => label);

  for (const [name, change, labels] of [
    [
      'usually',
      {},
      [
        'Snooze for 5 Minutes',
        'Snooze for 15 Minutes',
        'Snooze for 60 Minutes',
        'Turn Off for go',
        'Turn Off Everywhere',
      ],
    ],
    [
      'while snoozed',
      { snoozeMinutesLeft: 9 },
      ['End Snooze (9 min left)', 'Turn Off for go', 'Turn Off Everywhere'],
    ],
    ['when off', { isEnabled: false }, ['Turn On', 'Turn Off for go']],
    [
      'when off for the language',
      { language: { name: 'go', isEnabled: false }, snoozeMinutesLeft: 1 },
      ['End Snooze (1 min left)', 'Turn On for go', 'Turn Off Everywhere'],
    ],
    ['without a document', { isEnabled: false, language: undefined }, ['Turn On']],
  ] as const) {
    it(name, () => assert.deepEqual(suggestions(change), labels));
  }

  it('offers commands that exist', () => {
    const manifest = readFileSync('package.json', 'utf8');
    for (const { entries } of menuGroups(usual, plainTranslate))
      for (const { command } of entries) assert.ok(manifest.includes(`"command": "${command}"`), command);
  });
});

// What Hearth's menu offers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type MenuSituation, menuGroups } from '../../../../../src/reasons/menu/menuEntries.ts';
import { plainTranslate } from '../../../../support/plainTranslate.ts';

const usual: MenuSituation = {
  isEnabled: true,
  language: { name: 'Go', isEnabled: true },
  snoozeMinutesLeft: 0,
  eagerness: 'balanced',
  canConvert: false,
  extensionId: 'hearth.hearth',
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
        'Eagerness: Balanced',
        'Turn Off for Go',
        'Next Edits…',
        'Turn Off Everywhere',
      ],
    ],
    [
      'while snoozed',
      { snoozeMinutesLeft: 9 },
      [
        'End Snooze (9 min left)',
        'Eagerness: Balanced',
        'Turn Off for Go',
        'Next Edits…',
        'Turn Off Everywhere',
      ],
    ],
    ['when off', { isEnabled: false }, ['Turn On', 'Turn Off for Go']],
    [
      'when off for the language',
      { language: { name: 'Go', isEnabled: false }, snoozeMinutesLeft: 1, eagerness: 'eager' },
      ['End Snooze (1 min left)', 'Eagerness: Eager', 'Turn On for Go', 'Next Edits…', 'Turn Off Everywhere'],
    ],
    ['without a document', { isEnabled: false, language: undefined }, ['Turn On']],
    [
      'with a server, in sight without scrolling',
      { isEnabled: false, serverHost: 'llm.example.com' },
      ['Turn On', 'Turn Off for Go', 'Disconnect from llm.example.com'],
    ],
  ] as const) {
    it(name, () => assert.deepEqual(suggestions(change), labels));
  }

  it('offers commands that exist', () => {
    const manifest = readFileSync('package.json', 'utf8');
    for (const { entries } of menuGroups({ ...usual, canConvert: true }, plainTranslate)) {
      for (const { command } of entries.filter((entry) => !entry.command.startsWith('workbench.')))
        assert.ok(manifest.includes(`"command": "${command}"`), command);
    }
  });

  const labels = (change: Partial<MenuSituation>) =>
    menuGroups({ ...usual, ...change }, plainTranslate).flatMap(({ entries }) =>
      entries.map(({ label }) => label),
    );

  it('leads to everything: writing, rewriting, asking, settings and the walkthrough', () => {
    for (const wanted of ['Write Here…', 'Rewrite Selection…', 'Ask…', 'Settings', 'Get Started'])
      assert.ok(labels({}).includes(wanted), wanted);
  });

  it('offers to write and rewrite only where there is a document', () => {
    assert.ok(!labels({ language: undefined }).includes('Write Here…'));
    assert.ok(labels({ language: undefined }).includes('Ask…'));
  });

  it('offers to convert only what can be converted', () => {
    assert.ok(!labels({}).includes('Convert Model to Q4_0'));
    assert.ok(labels({ canConvert: true }).includes('Convert Model to Q4_0'));
  });
});

// package.json says what the code says, and every text in it exists.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import catalogue from '../../../../src/models/files/catalogue.json' with { type: 'json' };
import {
  commandIds,
  contextKeys,
  instructionCommandIds,
  nextEditCommandIds,
  reasonCommandIds,
  rewriteCommandIds,
  settingIds,
  walkthroughId,
} from '../../../../src/settings/manifest.ts';
import { defaultSettings, readSettings } from '../../../../src/settings/settings.ts';

interface SettingEntry {
  readonly type: string;
  readonly default: unknown;
  readonly scope: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly order: number;
  readonly markdownDescription: string;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const texts: Readonly<Record<string, string>> = JSON.parse(readFileSync('package.nls.json', 'utf8'));
const properties: Readonly<Record<string, SettingEntry>> = manifest.contributes.configuration[0].properties;
const settings = Object.entries(settingIds).map(([name, id]) => {
  const entry = properties[id];
  assert.ok(entry, `${id} is not declared`);
  return { name: name as keyof typeof settingIds, id, entry };
});

describe('package.json', () => {
  it('declares exactly the commands of manifest.ts, all under Hearth', () => {
    const commands: readonly { command: string; category: string }[] = manifest.contributes.commands;
    const ids = [
      commandIds,
      reasonCommandIds,
      rewriteCommandIds,
      instructionCommandIds,
      nextEditCommandIds,
    ].flatMap((group) => Object.values(group));
    assert.deepEqual(commands.map(({ command }) => command).toSorted(), ids.toSorted());
    for (const { category } of commands) assert.equal(category, 'Hearth');
  });

  it('asks only for context keys that the code sets, the editor’s apart', () => {
    const used = [...JSON.stringify(manifest.contributes).matchAll(/hearth\.(?:is|has)\w+/g)].map(
      ([key]) => key,
    );
    assert.deepEqual(new Set(used), new Set(Object.values(contextKeys)));
  });

  it('puts every key of its own behind one chord, but for those of what is on screen', () => {
    const keys: readonly { key: string; when?: string }[] = manifest.contributes.keybindings;
    const seen = new Set<string>();
    for (const { key, when } of keys) {
      const shownBy: Readonly<Record<string, string>> = {
        up: contextKeys.isAskingInstruction,
        down: contextKeys.isAskingInstruction,
        tab: contextKeys.isTabFree,
        escape: contextKeys.hasNextEdit,
      };
      const shown = shownBy[key];
      assert.ok(shown === undefined ? key.startsWith('ctrl+alt+h ') : when?.includes(shown), key);
      assert.ok(!seen.has(key), key);
      seen.add(key);
    }
  });

  it('declares exactly the settings of manifest.ts, sixteen at most', () => {
    assert.deepEqual(Object.keys(properties).toSorted(), Object.values(settingIds).toSorted());
    assert.ok(settings.length <= 16);
  });

  for (const { name, id, entry } of settings) {
    it(`documents ${id} with the default that the code has`, () => {
      assert.deepEqual(entry.default, defaultSettings[name]);
      const text = texts[entry.markdownDescription.slice(1, -1)] ?? '';
      assert.match(text, /^Controls (whether|which|how many) .*\.$/);
    });

    it(`bounds ${id} as the code does`, () => {
      for (const [bound, step] of [
        [entry.minimum, -1],
        [entry.maximum, 1],
      ] as const) {
        if (bound === undefined) continue;
        assert.deepEqual(readSettings({ [name]: bound }).problems, []);
        assert.equal(readSettings({ [name]: bound + step }).problems.length, 1);
      }
      assert.equal(entry.minimum === undefined, entry.type !== 'integer');
      for (const value of entry.enum ?? []) {
        assert.deepEqual(readSettings({ [name]: value }).problems, []);
        assert.equal(readSettings({ [name]: `${value}!` }).problems.length, 1);
      }
    });
  }

  it('shows its settings in the order in which they are declared', () => {
    const orders = Object.values(properties).map(({ order }) => order);
    assert.deepEqual(
      orders,
      orders.map((_, index) => index + 1),
    );
  });

  it('takes what names files and costs memory from no workspace', () => {
    const { modelPath, threads, contextTokens, server, whenServerFails } = settingIds;
    for (const id of [modelPath, threads, contextTokens, server, whenServerFails])
      assert.equal(properties[id]?.scope, 'machine');
    const { untrustedWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    for (const id of [modelPath, server])
      assert.ok(untrustedWorkspaces.restrictedConfigurations.includes(id));
  });

  it('has a text for every placeholder and a placeholder for every text', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);
    assert.deepEqual(new Set(used), new Set(Object.keys(texts)));
  });

  it('shows a picture and a way to go on in every step of its walkthrough', () => {
    const [walkthrough] = manifest.contributes.walkthroughs;
    assert.equal(walkthrough.id, walkthroughId);
    const known = new Set<string>(Object.values(commandIds));
    const keys = new Set<string>(Object.values(contextKeys));
    for (const { description, media, completionEvents } of walkthrough.steps) {
      assert.ok(existsSync(media.svg), media.svg);
      assert.doesNotMatch(
        readFileSync(media.svg, 'utf8'),
        /#[0-9a-f]{3}|<script|href/i,
        'theme colours only',
      );
      const text = texts[description.slice(1, -1)] ?? '';
      for (const [, command = '', argument] of text.matchAll(/\(command:([\w.]+)(?:\?([^)]*))?\)/g)) {
        assert.ok(known.has(command), command);
        if (argument === undefined) continue;
        const [id] = JSON.parse(decodeURIComponent(argument));
        assert.ok(catalogue.models.some((model) => model.id === id));
      }
      for (const event of completionEvents) {
        const key = /^onContext:(.+)$/.exec(event)?.[1];
        assert.ok(event === 'onStepSelected' || (key !== undefined && keys.has(key)), event);
      }
    }
  });

  it('has its icon', () => assert.ok(existsSync(manifest.icon)));
});

// The copy of the model tuned to code, from the setting to the engine that runs it.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { HearthApi } from '../../src/extension.ts';
import { settingIds } from '../../src/settings/manifest.ts';
import { activeHearth, eventually } from './support/hearth.ts';
import { Typist } from './support/typing.ts';

/** Two times of quiet, a conversion and its check, on a machine that has other things to do. */
const limitMs = 240_000;

describe('a model tuned to code', () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'hearth-home-'));
  const homeBefore = process.env['HEARTH_HOME'];
  let hearth: HearthApi;

  before(async () => {
    hearth = await activeHearth();
    await hearth.whenReady();
    process.env['HEARTH_HOME'] = home;
  });

  after(async function () {
    this.timeout(limitMs);
    if (homeBefore === undefined) delete process.env['HEARTH_HOME'];
    else process.env['HEARTH_HOME'] = homeBefore;
    await setTuned(hearth, false);
    rmSync(home, { recursive: true, force: true });
  });

  it('is made while nobody types, and run from then on', async function () {
    this.timeout(limitMs);
    const originalTokens = hearth.loadedModel()?.vocabularySize ?? 0;
    await setTuned(hearth, true);
    assert.equal(hearth.loadedModel()?.vocabularySize, originalTokens);
    const folder = path.join(home, 'models', 'tuned');
    const names = () => (existsSync(folder) ? readdirSync(folder) : []);
    await eventually('a copy', () => names().find((name) => name.endsWith('.gguf')), limitMs);
    const isSmaller = () => (hearth.loadedModel()?.vocabularySize ?? originalTokens) < originalTokens;
    await eventually('an engine that runs the copy', () => (isSmaller() ? true : undefined), limitMs);
    assert.equal(names().length, 1);
    const typist = await Typist.inFile(hearth, 'tuned.ts', 'const first = 1;\nconst second = 2;\n█\n');
    // Whether the gate shows it to who types is a question of the model's confidence.
    const { outcome } = await typist.typeAndTrigger('const third');
    assert.equal(outcome.kind, 'shown');
    await typist.close();
  });
});

/** Resolves when the engine that follows the setting is ready. */
async function setTuned(hearth: HearthApi, isTuned: boolean): Promise<void> {
  const before = hearth.engineProcessId();
  const { Global } = vscode.ConfigurationTarget;
  await vscode.workspace.getConfiguration().update(settingIds.modelTuned, isTuned, Global);
  const isReady = () => hearth.engineProcessId() !== before && hearth.engineStatus().state === 'ready';
  await eventually('an engine after the change', () => (isReady() ? true : undefined), limitMs);
}

// The first minutes with Hearth on a machine that has no model: from the walkthrough to ghost text.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { publishedWeights } from '../../scripts/weights/weights.mjs';
import { publishedModels, runnableFile } from '../../src/models/files/publishedModels.ts';
import { ModelMirror } from '../support/modelMirror.ts';
import { useEditor } from './editorSession.ts';

const [published] = publishedModels;
/** Of a download's conversion and the engine's start after it, beside whatever else the machine does. */
const conversionMs = 300_000;

describe('the first run without a model', () => {
  let home: string;
  const mirror = new ModelMirror(publishedWeights());
  let address: string;
  before(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'hearth-home-'));
    address = await mirror.start();
  });
  after(async () => {
    await mirror.stop();
    await rm(home, { recursive: true, force: true });
  });
  const editor = useEditor({
    settings: { 'hearth.model.path': undefined },
    env: () => ({ HEARTH_HOME: home }),
  });
  const page = () => editor().page;
  const step = (title: string) => page().locator('.getting-started-step', { hasText: title });
  const isTicked = (title: string) =>
    step(title).locator(
      '.codicon.getting-started-step-checked.complete, .codicon-getting-started-step-checked',
    );
  const button = (name: string) => page().getByRole('button', { name, exact: true });

  /** Resolves when none is seen: the next one may say the same. */
  async function clearNotifications(): Promise<void> {
    await editor().runCommand('Notifications: Clear All Notifications');
    await page().locator('.notification-toast').first().waitFor({ state: 'detached' });
  }

  before(async () => {
    // In a narrow window VS Code leaves the pictures out.
    await page().setViewportSize({ width: 1680, height: 900 });
  });

  it('opens the walkthrough by itself, says what Hearth costs, and asks nothing else', async () => {
    await step('Nothing leaves this machine').waitFor({ timeout: 60_000 });
    await page().getByText('about half a gigabyte of disk').waitFor();
    await isTicked('Nothing leaves this machine').first().waitFor();
    assert.equal(await page().locator('.notification-toast').count(), 0);
    await editor().screenshot('ui-walkthrough-local-light');
  });

  it('answers whoever asks for a suggestion by hand that there is no model', async () => {
    await editor().openFile('inventory.ts');
    await editor().runCommand('Hearth: Trigger Suggestion');
    const toast = page().locator('.notification-toast', { hasText: 'Hearth has no model yet.' });
    await toast.getByRole('button', { name: 'Choose a Model…' }).waitFor();
    await clearNotifications();
  });

  it('answers whoever asks or rewrites in the same way, before anything is typed', async () => {
    for (const command of ['Hearth: Ask…', 'Hearth: Explain Selection', 'Hearth: Rewrite Selection…']) {
      await editor().runCommand(command);
      const toast = page().locator('.notification-toast', { hasText: 'Hearth has no model yet.' });
      await toast.first().waitFor();
      assert.equal(await page().locator('.notification-toast').count(), 1);
      await page().locator('.quick-input-widget').waitFor({ state: 'hidden' });
      await clearNotifications();
    }
  });

  it('opens the choice of a model from the status bar, as it says there', async () => {
    await editor().statusItem().locator('a').click();
    await page().locator('.quick-input-title', { hasText: 'Hearth: Models' }).waitFor();
    await page().keyboard.press('Escape');
    // Stays, and goes by itself once there is a model.
    await editor().runCommand('Hearth: Trigger Suggestion');
    await page().locator('.notification-toast', { hasText: 'Hearth has no model yet.' }).waitFor();
    await editor().runCommand('Hearth: Get Started');
  });

  it('downloads a model after asking, from where it is told, and converts it', async function () {
    this.timeout(conversionMs);
    await step('Choose a model').click();
    await editor().screenshot('ui-walkthrough-model-light');
    await button('Download Qwen2.5-Coder').click();
    const dialog = page().locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(
      (await dialog.textContent()) ?? '',
      /491 MB, licence Apache-2\.0.*converted on this machine.*431 MB.*up to [\d.]+ GB of memory/,
    );
    await editor().screenshot('ui-walkthrough-consent');
    assert.deepEqual(mirror.requests, []);
    await dialog.getByRole('button', { name: 'From a Mirror of My Own…' }).click();
    await editor().quickInput().fill(address);
    await editor().quickInput().press('Enter');
    const converted = page().locator('.notification-toast', { hasText: 'is converted.' });
    await converted.getByRole('button', { name: 'Remove the Download' }).click({ timeout: conversionMs });
    await editor().waitForEngine();
    assert.equal(mirror.requests.length, 1);
    assert.ok(published);
    assert.ok(existsSync(path.join(home, 'models', runnableFile(published))));
    assert.ok(!existsSync(path.join(home, 'models', published.file)));
    await isTicked('Choose a model').first().waitFor();
  });

  it('says once that it is ready, and nothing any more of a missing model', async () => {
    const ready = page().locator('.notification-toast', { hasText: 'Hearth is ready: type' });
    await ready.waitFor();
    assert.equal(await page().locator('.notification-toast', { hasText: 'no model yet' }).count(), 0);
    await editor().screenshot('ui-first-ready-light');
    await clearNotifications();
    await editor().runCommand('Hearth: Get Started');
  });

  it('ends with ghost text in a sample file', async () => {
    await step('See the first suggestion').click();
    await button('Try It').click();
    // The first answer of an engine that has just read its weights.
    await editor().waitForGhostText(60_000);
    assert.match(await editor().ghostText(), /value/);
    await isTicked('See the first suggestion').first().waitFor();
    await editor().screenshot('ui-walkthrough-end-light');
    await page().keyboard.press('Tab');
    await editor().waitForNoGhostText();
  });

  it('removes what it keeps when it is told to', async () => {
    await editor().runCommand('Hearth: Remove Models and Cache…');
    const dialog = page().locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match((await dialog.textContent()) ?? '', /431 MB in /);
    await editor().screenshot('ui-remove-data-light');
    await dialog.getByRole('button', { name: 'Remove Now' }).click();
    await page().getByText('431 MB were removed.').first().waitFor();
    assert.equal(existsSync(path.join(home, 'models')), false);
    // The setting no longer names what is gone, so nothing complains of it.
    assert.equal(await page().getByText('does not find its model file').count(), 0);
    await page().locator('.statusbar-item[id="hearth.hearth.status"] .codicon-warning').waitFor();
  });

  it('can be read in a dark and in a high contrast theme', async () => {
    for (const theme of ['Dark Modern', 'Dark High Contrast']) {
      await editor().runCommand('Preferences: Color Theme');
      await editor().pick(theme);
      await editor().runCommand('Hearth: Get Started');
      for (const title of ['Nothing leaves this machine', 'Choose a model', 'See the first suggestion']) {
        await step(title).click();
        await page().waitForTimeout(500);
        await editor().screenshot(`ui-walkthrough-${title}-${theme}`.replaceAll(/\W+/g, '-'));
      }
    }
  });
});

describe('the first run with a model', () => {
  const editor = useEditor({});
  const page = () => editor().page;
  const step = (title: string) => page().locator('.getting-started-step', { hasText: title });

  it('greets nobody, and ticks the model in a walkthrough that is asked for', async () => {
    assert.equal(await step('Choose a model').count(), 0);
    await editor().runCommand('Hearth: Get Started');
    await step('Choose a model').locator('.codicon-getting-started-step-checked').first().waitFor();
    await step('See the first suggestion').click();
    await page().getByRole('button', { name: 'Try It', exact: true }).click();
    await editor().waitForGhostText(60_000);
    await step('See the first suggestion').locator('.codicon-getting-started-step-checked').first().waitFor();
  });
});

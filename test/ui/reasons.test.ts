// What Hearth says about itself, as a user has it: the packaged extension in a real VS Code in a real browser, by
// keyboard, in a light and in a dark theme.
import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { useEditor } from './editorSession.ts';
import { eventually } from './prompter.ts';

describe('reasons', () => {
  let folder: string;
  const editor = useEditor({
    files: { '.env': 'TOKEN=1\n' },
    prepare: (opened) => {
      folder = opened;
    },
  });
  const rows = () => editor().page.locator('.quick-input-list .monaco-list-row');
  const quickInput = () => editor().page.locator('.quick-input-widget');

  before(async () => {
    await editor().openFile('inventory.ts');
    await editor().waitForEngine();
  });

  /** A list fades in. */
  async function pictureOfList(name: string): Promise<void> {
    // What it hovers over says so across the list.
    await editor().page.mouse.move(0, 0);
    await editor().page.locator('.workbench-hover').first().waitFor({ state: 'hidden' });
    await editor().page.waitForFunction(
      `getComputedStyle(document.querySelector('.quick-input-widget')).opacity === '1'`,
    );
    await editor().screenshot(name);
  }

  async function closeQuickInput(): Promise<void> {
    await editor().page.keyboard.press('Escape');
    await quickInput().waitFor({ state: 'hidden' });
  }

  async function useTheme(name: string): Promise<void> {
    await editor().runCommand('Preferences: Color Theme');
    await editor().pick(name);
    await quickInput().waitFor({ state: 'hidden' });
  }

  async function statusLabel(text: RegExp): Promise<void> {
    await editor().statusItem().getByLabel(text).first().waitFor();
  }

  it('opens its menu from the status bar, and snoozes from there', async () => {
    await editor().statusItem().locator('a').click();
    await rows().filter({ hasText: 'Why No Suggestion?' }).waitFor();
    await pictureOfList('ui-menu-light');
    await rows().filter({ hasText: 'Snooze for 15 Minutes' }).click();
    await statusLabel(/snoozed for 15 more minutes/);
    await editor().openFile('inventory.ts');
    await editor().goTo(33, 4);
    await editor().type('\n\n');
    await editor().waitForNoGhostText();
  });

  it('says why nothing appears, and End Snooze is a key away', async () => {
    await editor().runCommand('Hearth: Why No Suggestion?');
    await rows()
      .filter({ hasText: /Snoozed: 1[45] more minutes\./ })
      .waitFor();
    await pictureOfList('ui-why-light');
    await editor().page.keyboard.press('Enter');
    await statusLabel(/ready/);
  });

  it('tells of requests that were answered, in a dark theme', async () => {
    await editor().openFile('inventory.ts');
    await editor().goTo(35, 1);
    await editor().type('averagePrice(): number {\nconst total = ');
    // By hand: how sure the model is, and what it remembers, is not what this is about.
    await editor().runCommand('Hearth: Trigger Suggestion');
    await editor().ghostText();
    await editor().page.keyboard.press('Tab');
    await editor().waitForNoGhostText();
    await useTheme('Dark Modern');
    await editor().runCommand('Hearth: Why No Suggestion?');
    await rows().filter({ hasText: 'A suggestion was given to the editor.' }).first().waitFor();
    await pictureOfList('ui-why-dark');
    await quickInput().screenshot({ path: path.join(editor().screenshotFolder, 'readme-why.png') });
    await closeQuickInput();
  });

  it('shows what the model saw, token by token', async () => {
    await editor().openFile('inventory.ts');
    await editor().runCommand('Hearth: Show Prompt');
    const page = await editor().frameWith('#run');
    await page.locator('.token').nth(6).waitFor();
    assert.match(
      (await page.locator('pre').last().textContent()) ?? '',
      /<\|fim_prefix\|>[\s\S]*const total/,
    );
    await page.locator('.cached').first().waitFor();
    await editor().screenshot('ui-prompt-dark');
  });

  it('draws the figures of the session, alive, with a table behind each chart', async () => {
    await editor().runCommand('Hearth: Performance');
    const page = await editor().frameWith('#export');
    await page.locator('svg').first().waitFor();
    await page.locator('#split-summary').click();
    await page.locator('#split table').waitFor();
    // Still open after the next figures.
    await page.waitForTimeout(2500);
    assert.equal(await page.locator('#split table').isVisible(), true);
    await page.locator('.tiles', { hasText: /\d+ ms.*\d+ MB/ }).waitFor();
    await editor().screenshot('ui-performance-dark');
    await useTheme('Light Modern');
    await editor().screenshot('ui-performance-light');
    await editor().openFile('inventory.ts');
    await editor().runCommand('Hearth: Show Prompt');
    await editor().frameWith('#run');
    await editor().screenshot('ui-prompt-light');
    await useTheme('Dark Modern');
  });

  it('leads to the setting that governs a reason', async () => {
    await editor().openFile('inventory.ts');
    await editor().runCommand('Hearth: Turn Suggestions On or Off for This Language');
    await statusLabel(/off for TypeScript/);
    await editor().runCommand('Hearth: Why No Suggestion?');
    await rows().filter({ hasText: 'turned off for TypeScript' }).click();
    await editor().page.locator('.settings-editor').getByText('hearth.enable').first().waitFor();
    await editor().screenshot('ui-why-setting-dark');
    // Until the settings have the focus, the key is another one's.
    await eventually(async () => {
      await editor().page.keyboard.press('Escape');
      return (await editor().page.locator('.settings-editor').count()) === 0;
    });
    await editor().openFile('inventory.ts');
    await editor().runCommand('Hearth: Turn Suggestions On or Off for This Language');
    await statusLabel(/ready/);
  });

  it('says in the status bar that a file is never read', async () => {
    await editor().openFile('.env');
    await statusLabel(/suggests nothing here/);
    await editor().openFile('inventory.ts');
    await statusLabel(/ready/);
  });

  it('copies diagnostics without a word of the code', async () => {
    await editor().page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await editor().runCommand('Hearth: Copy Diagnostics');
    await editor().page.locator('.statusbar-item', { hasText: 'Diagnostics copied' }).waitFor();
    const copied = await editor().page.evaluate('navigator.clipboard.readText()');
    assert.match(String(copied), /### Hearth diagnostics[\s\S]*Q\d[\s\S]*\| ended \|/);
    assert.doesNotMatch(String(copied), /inventory|averagePrice|\.gguf/);
  });

  it('exports its figures, which know that accepted text is still there', async () => {
    await editor().runCommand('Hearth: Performance');
    const page = await editor().frameWith('#export');
    await page.getByRole('row', { name: /still there after 30 seconds 1 of 1/ }).waitFor({ timeout: 60_000 });
    await page.locator('#export').click();
    await editor().page.locator('.quick-input-title', { hasText: 'Export Figures' }).waitFor();
    // It takes no answer before it has read the folder.
    await rows().filter({ hasText: '..' }).first().waitFor();
    await pictureOfList('ui-export-dark');
    await editor().page.keyboard.press('Enter');
    await quickInput().waitFor({ state: 'hidden' });
    const file = path.join(folder, 'hearth-performance.json');
    // Its text comes a moment after its name.
    await eventually(() => Promise.resolve(existsSync(file) && statSync(file).size > 0));
    const exported = await readFile(file, 'utf8');
    assert.match(exported, /"requests": \{\s+"shown": \d+/);
    assert.doesNotMatch(exported, /inventory|total/);
  });
});

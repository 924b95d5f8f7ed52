// Models as a user has them: from none to ghost text over a list, a bad file, a download that pauses, and its card.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, openSync, readSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { freePort } from '../../scripts/editor/server.mjs';
import { publishedWeights } from '../../scripts/weights/weights.mjs';
import { ProxiedMirror } from '../support/proxiedMirror.ts';
import { tinyGguf } from '../support/tinyGguf.ts';
import { useEditor } from './editorSession.ts';

const weights = process.env['HEARTH_TEST_MODEL'] ?? '';
const timeoutMs = 90_000;
const coder = 'Qwen2.5-Coder 0.5B Instruct';
const conversionMs = 300_000;

describe('models', () => {
  let home: string;
  let truncated: string;
  let foreign: string;
  const mirror = new ProxiedMirror(publishedWeights());

  before(() => {
    home = mkdtempSync(path.join(os.tmpdir(), 'hearth-models-ui-'));
    truncated = path.join(home, 'truncated.gguf');
    foreign = path.join(home, 'foreign.gguf');
    const elsewhere = path.join(home, '.lmstudio/models/Qwen/coder');
    mkdirSync(elsewhere, { recursive: true });
    symlinkSync(weights, path.join(elsewhere, 'coder-of-another-program.gguf'));
    const beginning = Buffer.alloc(20_000_000);
    readSync(openSync(weights, 'r'), beginning);
    writeFileSync(truncated, beginning);
    const architecture = { 'general.architecture': { type: 'string', value: 'llama' } } as const;
    writeFileSync(foreign, tinyGguf({ metadata: architecture, tensors: [] }));
  });
  const editor = useEditor({
    settings: async () => {
      const port = await freePort();
      await mirror.start(port);
      return {
        'hearth.model.path': '',
        'http.proxy': `http://127.0.0.1:${port}`,
        // It would take the focus from the palette.
        'workbench.welcomePage.walkthroughs.openOnInstall': false,
      };
    },
    env: () => ({ HOME: home, HEARTH_HOME: path.join(home, 'hearth') }),
  });
  after(async () => {
    await mirror.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const row = (text: string): Locator =>
    editor().page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  const toast = (text: string | RegExp): Locator =>
    editor().page.locator('.notification-toast', { hasText: text }).first();
  const dialog = (): Locator => editor().page.locator('.monaco-dialog-box');

  async function openModels(): Promise<void> {
    await editor().runCommandToInput('Hearth: Models…', 'Hearth: Models');
  }

  /** The list is longer than its window, which draws only what is in sight. */
  async function lookFor(text: string): Promise<Locator> {
    await editor().quickInput().fill(text);
    const found = row(text);
    await found.waitFor({ timeout: timeoutMs });
    return found;
  }

  /** Types a path into VS Code's own file dialog. */
  async function importFile(file: string): Promise<void> {
    await editor().page.locator('.quick-input-title', { hasText: 'Choose a Model File' }).waitFor();
    // It puts its own path in when it has read the folder.
    await row('..').waitFor();
    await editor().quickInput().fill(file);
    // It takes no answer before it has read the folder of what was filled in.
    await row(path.basename(file)).waitFor();
    await editor().page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
  }

  it('lists what can be had and what other programs keep', async () => {
    await openModels();
    await row(coder).waitFor();
    await editor().screenshot('ui-models-light');
    await lookFor('coder-of-another-program.gguf');
  });

  it('refuses a truncated file and a foreign one with the reason', async () => {
    await (await lookFor('Choose Model File…')).click();
    await importFile(truncated);
    await toast(/truncated\.gguf cannot be used.*ends before its tensor/).waitFor({ timeout: timeoutMs });
    await editor().screenshot('ui-models-refused-light');
    await toast('truncated.gguf').getByRole('button', { name: 'Choose Another File…' }).click();
    await importFile(foreign);
    await toast(/foreign\.gguf cannot be used.*architecture is "llama"/).waitFor({ timeout: timeoutMs });
    await editor().runCommand('Notifications: Clear All Notifications');
  });

  it('downloads after asking, through the proxy of the settings, and pauses', async () => {
    await openModels();
    await row(coder).click();
    await dialog().getByText('licence Apache-2.0').waitFor();
    assert.deepEqual(mirror.requests, []);
    await editor().screenshot('ui-models-consent-light');
    await dialog().getByRole('button', { name: 'From a Mirror of My Own…' }).click();
    await editor().page.locator('.quick-input-title', { hasText: 'Address of the Mirror' }).waitFor();
    await editor().quickInput().fill(mirror.address);
    await editor().quickInput().press('Enter');
    await toast(/1\d\d of 491 MB, [\d.]+ MB\/s/).waitFor({ timeout: timeoutMs });
    await editor().screenshot('ui-models-download-light');
    await toast('Downloading').getByRole('button', { name: 'Cancel' }).click();
    await toast(/is paused at 1\d\d MB/).waitFor({ timeout: timeoutMs });
  });

  it('goes on where it paused, converts what came, and completes with it', async function () {
    this.timeout(conversionMs);
    await toast('is paused').getByRole('button', { name: 'Continue' }).click();
    await toast(/converting, \d+ %/).waitFor({ timeout: conversionMs });
    await editor().screenshot('ui-models-converting-light');
    const keep = toast('is converted.').getByRole('button', { name: 'Remove the Download' });
    await keep.click({ timeout: conversionMs });
    await editor().waitForEngine();
    const [first, second] = mirror.requests;
    assert.match(first?.path ?? '', /qwen2\.5-coder-0\.5b-instruct-q4_k_m\.gguf$/);
    assert.match(second?.range ?? '', /^bytes=[1-9]\d{7,}-$/);
    await editor().openFile('inventory.ts');
    await editor().goTo(33, 4);
    await editor().type('\n\naveragePrice(): number {\nconst total = ');
    // By hand: how sure the model is does not matter here.
    await editor().runCommand('Hearth: Trigger Suggestion');
    assert.match(await editor().ghostText(), /\S/);
  });

  it('shows the card of what runs, and calculates for a context of 32,768 tokens', async () => {
    await editor().runCommand('Hearth: Model Card');
    const card = await editor().frameWith('#files');
    await card.getByRole('heading', { name: 'Memory' }).waitFor({ timeout: timeoutMs });
    await card.getByText(/engine holds [\d,.]+ MB/).waitFor();
    await editor().screenshot('ui-model-card-light');
    await card.getByLabel('Context, in tokens').selectOption('32768');
    await card.getByLabel('Files whose prompts are kept').selectOption('4');
    await card.getByRole('row', { name: 'KV cache 2,416' }).waitFor();
    await editor().runCommand('Preferences: Color Theme');
    await editor().pick('Dark Modern');
    await editor().page.locator('.monaco-workbench.vs-dark').waitFor();
    await editor().page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await editor().screenshot('ui-model-card-dark');
  });

  it('says what is in use, and verifies it', async () => {
    await openModels();
    await row('in use').hover();
    await editor().screenshot('ui-models-dark');
    await row('in use').getByRole('button', { name: 'Verify Checksum' }).click();
    await toast('is byte for byte what Hearth makes of the published file').waitFor({ timeout: timeoutMs });
  });

  it('switches to another program’s file without a reload, and removes its own', async () => {
    await openModels();
    await (await lookFor('coder-of-another-program.gguf')).click();
    // The card that is open says when the engine has left the one file for the other.
    const card = await editor().frameWith('#files');
    await card.getByText(/running .*coder-of-another-program\.gguf/).waitFor({ timeout: timeoutMs });
    await editor().waitForEngine();
    await openModels();
    await row('coder-of-another-program.gguf').locator('text=in use').waitFor();
    const own = await lookFor(coder);
    await own.hover();
    await own.getByRole('button', { name: 'Remove' }).click();
    await dialog().getByText(`Remove ${coder} (431 MB`).waitFor();
    await editor().screenshot('ui-models-remove-dark');
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await dialog().waitFor({ state: 'detached' });
    await openModels();
    await row('Installed (0 MB on disk)').waitFor();
    await editor().page.keyboard.press('Escape');
  });
});

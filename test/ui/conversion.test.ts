// A model that is not in Q4_0: the offer to convert it, the measured gain, and the copy in use.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { useEditor } from './editorSession.ts';

const timeoutMs = 240_000;

describe('a model in Q8_0', () => {
  let home: string;
  let file: string;
  before(() => {
    home = mkdtempSync(path.join(os.tmpdir(), 'hearth-conversion-'));
    file = path.join(home, 'coder-q8_0.gguf');
    const source = process.env['HEARTH_TEST_MODEL'] ?? '';
    execFileSync(process.execPath, ['test/support/quantizeFile.mjs', source, file, 'Q8_0'], {
      stdio: 'ignore',
    });
  });
  const editor = useEditor({
    settings: () => Promise.resolve({ 'hearth.model.path': file }),
    env: () => ({ HEARTH_HOME: path.join(home, 'hearth') }),
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  const toast = (text: string | RegExp): Locator =>
    editor().page.locator('.notification-toast', { hasText: text }).first();

  it('is offered to be converted once it runs, and what was measured is told', async function () {
    this.timeout(timeoutMs);
    await editor().openFile('inventory.ts');
    await editor().waitForEngine();
    await toast('coder-q8_0.gguf is in Q8_0').waitFor();
    await editor().screenshot('ui-conversion-offer-light');
    await toast('is in Q8_0').getByRole('button', { name: 'Convert and Measure' }).click();
    await toast('Converting coder-q8_0.gguf to Q4_0').waitFor();
    const gain = toast(/Q4_0 writes [\d.]+ times as fast as Q8_0.*431 MB instead of 676/);
    await gain.waitFor({ timeout: timeoutMs });
    await editor().screenshot('ui-conversion-gain-light');
  });

  it('says on its card what it is', async () => {
    await editor().runCommand('Hearth: Model Card');
    const card = await editor().frameWith('#convert');
    await card.getByRole('row', { name: /Quantization Q8_0 \(layers Q8_0/ }).waitFor();
    assert.equal(await card.getByRole('button', { name: 'Convert to Q4_0 and Measure…' }).count(), 1);
  });
});

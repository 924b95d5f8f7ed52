// Prompting and rewriting as a user has them: the packaged extension in a real VS Code in a real browser, with real
// weights, by keyboard and by the buttons in the code.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { useEditor } from './editorSession.ts';

const prices = `export function total(items) {
  let sum = 0;
  for (const item of items) {
    sum += item.price * item.count;
  }
  return sum;
}
`;
const timeoutMs = 90_000;

describe('rewriting', () => {
  const editor = useEditor({ files: { 'prices.ts': prices } });
  const lens = (name: RegExp): Locator =>
    editor().page.locator('.codelens-decoration a', { hasText: name }).first();

  before(async () => {
    await editor().openFile('prices.ts');
    await editor().waitForEngine();
  });

  async function chord(second: string): Promise<void> {
    await editor().page.keyboard.press('Control+Alt+h');
    await editor().page.keyboard.press(second);
  }

  async function inputTitled(title: string): Promise<void> {
    await editor().page.locator('.quick-input-widget .quick-input-title', { hasText: title }).waitFor();
  }

  async function rewriteFunction(instruction: string): Promise<void> {
    await editor().openFile('prices.ts');
    await editor().goTo(3, 5);
    await chord('r');
    await inputTitled('Hearth: Rewrite');
    await editor().page.keyboard.type(instruction);
    await editor().page.keyboard.press('Enter');
    await lens(/Accept All/).waitFor({ timeout: timeoutMs });
    await editor()
      .page.locator('.notification-toast', { hasText: 'rewriting' })
      .waitFor({ state: 'detached', timeout: timeoutMs });
  }

  it('proposes a doc comment above the function around the cursor, and Discard All takes it back', async () => {
    await rewriteFunction('Add Doc Comment');
    assert.match((await editor().lines('prices.ts')).join('\n'), /\/\*\*/);
    await editor().screenshot('ui-rewrite-light');
    await lens(/Discard All/).click();
    await lens(/Discard All/).waitFor({ state: 'detached' });
    assert.deepEqual((await editor().lines('prices.ts')).join('\n').trimEnd(), prices.trimEnd());
  });

  it('is compared with the original, in a dark theme', async () => {
    await editor().runCommand('Preferences: Color Theme');
    await editor().pick('Dark Modern');
    await rewriteFunction('Add Doc Comment');
    await editor().screenshot('ui-rewrite-dark');
    await lens(/Compare/).click();
    await editor().page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await editor().screenshot('ui-compare-dark');
    await editor().page.keyboard.press('Control+F4');
  });

  it('is still pending after the window was reloaded, and is accepted by keyboard', async () => {
    await editor().openFile('prices.ts');
    await editor().page.keyboard.press('Control+s');
    const before = (await editor().lines('prices.ts')).join('\n');
    await editor().page.reload();
    await editor().waitUntilLoaded();
    await editor().openFile('prices.ts');
    await lens(/Accept All/).waitFor({ timeout: timeoutMs });
    await chord('Shift+A');
    await lens(/Accept All/).waitFor({ state: 'detached' });
    assert.equal((await editor().lines('prices.ts')).join('\n'), before);
  });

  it('writes at the cursor what is asked for', async () => {
    await editor().waitForEngine();
    await editor().openFile('prices.ts');
    await editor().page.keyboard.press('Control+End');
    await chord('w');
    await inputTitled('Hearth: Write Here');
    await editor().page.keyboard.type('a function average(items) that returns total(items) / items.length');
    await editor().page.keyboard.press('Enter');
    await lens(/Accept All/).waitFor({ timeout: timeoutMs });
    await editor()
      .page.locator('.notification-toast', { hasText: 'writing' })
      .waitFor({ state: 'detached', timeout: timeoutMs });
    await editor().screenshot('ui-write-here-dark');
    await chord('Shift+D');
    await lens(/Accept All/).waitFor({ state: 'detached' });
  });

  it('explains the function in a panel beside, and answers a follow-up question', async () => {
    await editor().openFile('prices.ts');
    await editor().goTo(3, 5);
    await chord('e');
    const answers = await editor().frameWith('main#turns');
    await answers.locator('section:not(.answering) p').first().waitFor({ timeout: timeoutMs });
    await editor().screenshot('ui-explain-dark');
    await answers.locator('#question').fill('What happens with an empty list?');
    await answers.locator('#question').press('Enter');
    await answers.locator('section:nth-of-type(2):not(.answering) p').first().waitFor({ timeout: timeoutMs });
  });
});

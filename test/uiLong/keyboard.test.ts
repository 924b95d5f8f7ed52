// Every feature without a mouse: lists, pages, writing, deciding, asking.
import assert from 'node:assert/strict';
import { useEditor } from '../ui/editorSession.ts';

describe('the keyboard alone', () => {
  const editor = useEditor({});
  const page = () => editor().page;
  const input = () => page().locator('.quick-input-widget .quick-input-box input');
  const lenses = (text: string) => page().locator('.codelens-decoration', { hasText: text });

  before(async () => {
    await editor().openFile('inventory.ts');
    await editor().waitForEngine();
  });

  /** From the palette by its keys. */
  async function command(title: string): Promise<void> {
    await page().keyboard.press('F1');
    await input().waitFor({ state: 'visible' });
    await page().keyboard.type(title);
    await page()
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: title.replace(/^Hearth: /, '') })
      .waitFor();
    await page().keyboard.press('Enter');
  }

  async function chord(key: string): Promise<void> {
    await page().keyboard.press('Control+Alt+h');
    await page().keyboard.press(key);
  }

  async function toCode(): Promise<void> {
    await page().keyboard.press('Control+1');
    await page().locator('.monaco-editor.focused').first().waitFor();
  }

  it('triggers a suggestion, takes a word of it, and the rest', async () => {
    await editor().goTo(33, 4);
    await editor().type('\n\naveragePrice(): number {\nconst total = ');
    await command('Hearth: Trigger Suggestion');
    await editor().ghostText();
    await page().keyboard.press('Control+ArrowRight');
    await page().waitForTimeout(300);
    await page().keyboard.press('Tab');
    await editor().waitForNoGhostText();
  });

  it('goes through the menu to a page, and works its controls', async () => {
    await command('Hearth: Show Menu');
    await input().waitFor({ state: 'visible' });
    await page().keyboard.type('Model Card');
    await page().keyboard.press('Enter');
    const card = await editor().frameWith('#files');
    await card.locator('#chooseModel').waitFor();
    // The first element of the page that takes the focus.
    for (let presses = 0; presses < 12; presses++) {
      await page().keyboard.press('Tab');
      if ((await card.evaluate('document.activeElement.id')) === 'files') break;
    }
    assert.equal(await card.evaluate('document.activeElement.id'), 'files');
    await page().keyboard.press('ArrowUp');
    await card.waitForFunction(`document.getElementById('files').value === '4'`);
    assert.equal(await card.evaluate('document.activeElement.id'), 'files');
  });

  it('opens a chart’s table', async () => {
    await command('Hearth: Performance');
    const figures = await editor().frameWith('#export');
    for (let presses = 0; presses < 12; presses++) {
      await page().keyboard.press('Tab');
      if ((await figures.evaluate('document.activeElement.id')) === 'split-summary') break;
    }
    await page().keyboard.press('Enter');
    await figures.waitForFunction(`document.getElementById('split').open`);
  });

  it('writes at the cursor, goes from change to change, and accepts', async () => {
    await toCode();
    await editor().openFile('inventory.ts');
    await editor().goTo(1, 1);
    await chord('w');
    await input().waitFor({ state: 'visible' });
    await page().keyboard.type('a function that doubles a number');
    await page().keyboard.press('Enter');
    await lenses('Accept').first().waitFor({ timeout: 90_000 });
    await page()
      .locator('.notification-toast', { hasText: 'is writing' })
      .waitFor({ state: 'hidden', timeout: 90_000 });
    // Said to whoever does not see the lenses.
    await page()
      .locator(
        '.statusbar-item [aria-label*="waiting for your decision"], .statusbar-item [aria-label*="Change 1 of"]',
      )
      .first()
      .waitFor();
    await chord('n');
    await chord('Shift+A');
    await lenses('Accept').first().waitFor({ state: 'detached' });
    assert.match((await editor().lines('inventory.ts')).join('\n'), /\* 2|2 \*|double/i);
  });

  it('asks, and reads the answer', async () => {
    await chord('q');
    await input().waitFor({ state: 'visible' });
    await page().keyboard.type('What does totalValue do?');
    await page().keyboard.press('Enter');
    const answers = await editor().frameWith('#question');
    await answers.waitForFunction(
      `document.getElementById('status').textContent === 'The answer is complete.'`,
      undefined,
      { timeout: 90_000 },
    );
    assert.ok(((await answers.locator('section').first().textContent()) ?? '').length > 40);
  });

  it('chooses among models, and leaves', async () => {
    await command('Hearth: Models…');
    await page().locator('.quick-input-title', { hasText: 'Hearth: Models' }).waitFor();
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('Escape');
    await page().locator('.quick-input-widget').waitFor({ state: 'hidden' });
  });
});

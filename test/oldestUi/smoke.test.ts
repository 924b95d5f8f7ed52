// The oldest editor that the manifest allows: the packaged extension gives ghost text, opens its menu and its pages.
import assert from 'node:assert/strict';
import { useEditor } from '../ui/editorSession.ts';

describe('the oldest editor', () => {
  const editor = useEditor({});
  const page = () => editor().page;
  const rows = () => page().locator('.quick-input-list .monaco-list-row');

  before(async () => {
    await editor().openFile('inventory.ts');
    await editor().waitForEngine();
  });

  it('shows ghost text where a bracket follows, and Tab takes it', async () => {
    await editor().goTo(33, 4);
    await editor().type('\n\naveragePrice(): number {\nreturn this.count(');
    await editor().runCommand('Hearth: Trigger Suggestion');
    const text = await editor().ghostText();
    assert.notEqual(text, '');
    await page().keyboard.press('Tab');
    await editor().waitForNoGhostText();
    await editor().screenshot('oldest-accepted');
  });

  it('opens the menu and says why nothing appears', async () => {
    await editor().statusItem().locator('a').click();
    await rows().filter({ hasText: 'Why No Suggestion?' }).click();
    await rows().filter({ hasText: 'A suggestion was given to the editor.' }).first().waitFor();
    await page().keyboard.press('Escape');
  });

  it('opens its pages', async () => {
    await editor().runCommand('Hearth: Performance');
    await editor().frameWith('#export');
    await editor().runCommand('Hearth: Model Card');
    await editor().frameWith('#files');
    await editor().screenshot('oldest-card');
  });

  it('rewrites, and takes the change back', async () => {
    await editor().openFile('inventory.ts');
    await editor().runCommand('Preferences: Color Theme');
    await page().keyboard.press('Escape');
    await editor().goTo(3, 1);
    await editor().runCommand('Hearth: Write Here…');
    await page().locator('.quick-input-widget .quick-input-box input').waitFor({ state: 'visible' });
    await page().keyboard.type('a function that doubles a number');
    await page().keyboard.press('Enter');
    await page().locator('.codelens-decoration', { hasText: 'Discard' }).first().waitFor({ timeout: 90_000 });
    await editor().runCommand('Hearth: Discard All Changes');
    await page()
      .locator('.codelens-decoration', { hasText: 'Discard' })
      .first()
      .waitFor({ state: 'detached' });
  });
});

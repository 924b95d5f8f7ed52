// The oldest editor that the manifest allows: the packaged extension gives ghost text, opens its menu and its pages.
import assert from 'node:assert/strict';
import { useEditor } from '../ui/editorSession.ts';
import { Prompter } from '../ui/prompter.ts';

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
    await rows().first().waitFor();
    // By keys: the list of this editor still grows when its first rows are there.
    await page().keyboard.type('Why No Suggestion?');
    await page().keyboard.press('Enter');
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
    await editor().goTo(1, 1);
    await editor().runCommand('Hearth: Write Here…');
    await page().locator('.quick-input-widget .quick-input-box input').waitFor({ state: 'visible' });
    await page().keyboard.type('a function that doubles a number');
    await page().keyboard.press('Enter');
    const prompter = new Prompter(editor());
    await prompter.waitForProposal();
    await editor().screenshot('oldest-rewritten');
    await editor().runCommand('Hearth: Discard All Changes');
    await prompter.waitForDecision();
    assert.equal((await editor().lines('inventory.ts'))[0], 'export interface Item {');
  });
});

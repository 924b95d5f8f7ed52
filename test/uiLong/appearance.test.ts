// Hearth's pages and lists in a window of 600 pixels at 150 %, in German and Chinese and in all four kinds of themes:
// nothing sticks out, and axe finds nothing wrong.
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { accessibilityFaults, overflowPixels } from '../ui/accessibility.ts';
import { useEditor } from '../ui/editorSession.ts';

const zoomed = { width: 400, height: 700 } as const;
/** A list takes at most 62 % of the window, so that no reason could be whole at 150 %. */
const narrow = { width: 600, height: 700 } as const;
const roomy = { width: 1200, height: 760 } as const;
const themes = ['Light Modern', 'Dark Modern', 'Dark High Contrast', 'Light High Contrast'] as const;
/** Titles of commands stay English: the manifest's texts are the workbench's, whose language pack is not here. */
const pages = [
  ['Hearth: Performance', '#export'],
  ['Hearth: Show Prompt', '#run'],
  ['Hearth: Model Card', '#files'],
] as const;

for (const language of ['de', 'zh-cn']) {
  describe(`the pages in ${language}`, () => {
    // What is closed for the answers to have the window is not asked about.
    const editor = useEditor({ language, settings: { 'files.autoSave': 'afterDelay' } });
    const rows = () => editor().page.locator('.quick-input-list .monaco-list-row');

    before(async () => {
      // A window this narrow has no room for a side bar too.
      await editor().page.keyboard.press('Control+b');
      await editor().openFile('inventory.ts');
      await editor().waitForEngine(language === 'de' ? 'bereit' : '就绪');
      await editor().goTo(33, 4);
      await editor().type('\n\naveragePrice(): number {\nconst total = ');
      await editor().runCommand('Hearth: Trigger Suggestion');
      await editor().ghostText();
      await editor().page.keyboard.press('Tab');
    });

    async function useTheme(name: string): Promise<void> {
      await editor().page.setViewportSize(roomy);
      await editor().runCommand('Preferences: Color Theme');
      await editor().pick(name);
      await editor().page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    }

    for (const theme of themes) {
      it(`fit and can be read out in ${theme}`, async () => {
        await useTheme(theme);
        const faults: string[] = [];
        for (const [command, selector] of pages) {
          await editor().page.setViewportSize(roomy);
          await editor().runCommand(command);
          const frame: Frame = await editor().frameWith(selector);
          await editor().page.setViewportSize(zoomed);
          await editor().page.waitForTimeout(400);
          await editor().screenshot(`narrow-${language}-${command}-${theme}`.replaceAll(/[^\w-]+/g, '-'));
          const sticksOut = await overflowPixels(frame);
          if (sticksOut > 0) faults.push(`${command}: ${sticksOut} pixels stick out`);
          for (const fault of await accessibilityFaults(frame)) faults.push(`${command}: ${fault}`);
        }
        assert.deepEqual(faults, []);
      });
    }

    it('fit and can be read out: the answers beside the editor', async () => {
      await editor().page.setViewportSize(roomy);
      await editor().openFile('inventory.ts');
      // What is typed before its input is there goes into the document.
      await editor().runCommandToInput('Hearth: Ask…', 'Hearth');
      await editor().page.keyboard.type('Write a code block that calls totalValue.');
      await editor().page.keyboard.press('Enter');
      const asked = await editor().frameWith('#question');
      await asked.locator('section:not(.answering) > div').first().waitFor({ timeout: 90_000 });
      // It came beside; the focus stayed in the editor.
      await editor().page.keyboard.press('Control+2');
      await editor().runCommand('View: Close Editors in Other Groups');
      const faults: string[] = [];
      for (const theme of themes) {
        await useTheme(theme);
        // A change of the theme may load the page anew.
        const frame = await editor().frameWith('#question');
        await editor().page.setViewportSize(zoomed);
        await editor().page.waitForTimeout(400);
        await editor().screenshot(`narrow-${language}-answers-${theme}`.replaceAll(/[^\w-]+/g, '-'));
        const sticksOut = await overflowPixels(frame);
        if (sticksOut > 0) faults.push(`${theme}: ${sticksOut} pixels stick out`);
        for (const fault of await accessibilityFaults(frame)) faults.push(`${theme}: ${fault}`);
      }
      assert.deepEqual(faults, []);
    });

    it('shows the reasons of a list whole', async () => {
      await useTheme('Light Modern');
      await editor().openFile('inventory.ts');
      await editor().runCommand('Hearth: Why No Suggestion?');
      await editor().page.setViewportSize(narrow);
      await rows().first().waitFor();
      await editor().page.waitForTimeout(500);
      await editor().screenshot(`narrow-${language}-why`);
      const cut =
        await editor().page.evaluate(`[...document.querySelectorAll('.quick-input-list .label-name')]
        .filter((label) => label.closest('.quick-input-list-label-meta') === null)
        .filter((label) => {
          const space = label.closest('.monaco-icon-label-container').getBoundingClientRect();
          return label.getBoundingClientRect().right > space.right + 1;
        })
        .map((label) => label.textContent)`);
      assert.deepEqual(cut, []);
      await editor().page.keyboard.press('Escape');
      await editor().page.setViewportSize(roomy);
      await editor().statusItem().locator('a').click();
      await rows().first().waitFor();
      await editor().page.setViewportSize(narrow);
      await editor().page.waitForTimeout(500);
      await editor().screenshot(`narrow-${language}-menu`);
      await editor().page.keyboard.press('Escape');
    });
  });
}

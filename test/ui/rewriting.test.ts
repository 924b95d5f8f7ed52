// Pending changes as a user decides about them: the packaged extension in a real VS Code in a real browser, with real
// weights, by keyboard and by the buttons in the code; through reloads and crashes.
import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { useEditor } from './editorSession.ts';
import { eventually, followBrowserTheme, Prompter } from './prompter.ts';

const prices = `export function total(items) {
  let sum = 0;
  for (const item of items) {
    sum += item.price * item.count;
  }
  return sum;
}

export function isFree(item) {
  return item.price === 0;
}
`;
const functionLines = (name: string) =>
  `export function ${name}(items) {\n  const found = items.filter((item) => item.${name} > 0);\n  return found.length;\n}\n\n`;
const names = Array.from({ length: 24 }, (_, index) => `count${index}`);
const many = names.map(functionLines).join('');
/** Of a part that is written, on a busy machine. */
const partMs = 100_000;
const addTypes = 'Add TypeScript type annotations to the parameters and the return value';

describe('rewriting', () => {
  let folder: string;
  const editor = useEditor({
    prepare: (opened) => {
      folder = opened;
    },
    files: { 'prices.ts': prices, 'many.ts': many },
    settings: followBrowserTheme,
  });
  let prompter: Prompter;
  /** Whether a page may be left with changes, and whether it just was not. */
  let mayLose = false;
  let isRefused = false;

  before(async () => {
    prompter = new Prompter(editor());
    await editor().openFile('prices.ts');
    await editor().waitForEngine();
    editor().page.on('dialog', (dialog) => {
      isRefused = !mayLose;
      void (mayLose ? dialog.accept() : dialog.dismiss());
    });
  });

  /** The editor asks whether to leave while it has not kept yet what is unsaved: a moment later it has. */
  async function reload(): Promise<void> {
    const { page } = editor();
    do {
      isRefused = false;
      try {
        await page.reload();
      } catch (error) {
        if (!isRefused) throw error;
        await page.waitForTimeout(500);
      }
    } while (isRefused);
    await editor().waitUntilLoaded();
  }

  async function rewriteSelected(words: string): Promise<void> {
    await prompter.say('r', 'Hearth: Rewrite', words);
    await prompter.waitForProposal();
  }

  async function highContrastPictures(name: string): Promise<void> {
    const settings = path.join(folder, '.vscode/settings.json');
    await mkdir(path.dirname(settings), { recursive: true });
    for (const [theme, shown, kind] of [
      ['Default High Contrast', 'hc-black', 'dark'],
      ['Default High Contrast Light', 'hc-light', 'light'],
    ] as const) {
      const values = { 'window.autoDetectColorScheme': false, 'workbench.colorTheme': theme };
      await writeFile(settings, JSON.stringify(values));
      await editor().page.locator(`.monaco-workbench.${shown}`).first().waitFor();
      await editor().screenshot(`ui-${name}-high-contrast-${kind}`);
    }
    await rm(settings);
    await editor().page.locator('.monaco-workbench.vs').first().waitFor();
  }

  /** At its top, which is all that is on screen. */
  async function waitForOriginal(): Promise<void> {
    await editor().goTo(1, 1);
    await eventually(async () => (await prompter.text('many.ts')).startsWith(many.slice(0, 400)));
  }

  it('takes a ready action for the function around the cursor; Discard All gives everything back', async () => {
    await editor().goTo(3, 5);
    await prompter.chord('r');
    await prompter.input('Hearth: Rewrite 7 Lines').waitFor();
    await prompter.pictures('rewrite-actions');
    await editor().page.keyboard.type('Add Doc Comment');
    await editor().page.keyboard.press('Enter');
    await prompter.waitForProposal();
    assert.match(await prompter.text('prices.ts'), /\/\*\*/);
    await prompter.pictures('rewrite');
    await prompter.cutOut('rewrite', 'editor', { width: 848, height: 400 });
    await prompter.chord('Shift+D');
    await prompter.waitForDecision();
    assert.equal(await prompter.text('prices.ts'), prices.trimEnd());
  });

  it('shows what it removes behind what replaces it, in a hover and against the original in the diff editor', async () => {
    await editor().openFile('prices.ts');
    await editor().goTo(3, 5);
    await rewriteSelected(addTypes);
    await eventually(async () => (await prompter.removedTexts()).includes('export function total(items) {'));
    await prompter.pictures('removed');
    await highContrastPictures('removed');
    await editor()
      .editor('prices.ts')
      .locator('.view-line', { hasText: 'total' })
      .locator('span span')
      .nth(2)
      .hover();
    const hover = editor().page.locator('.monaco-hover', { hasText: 'removes' });
    await hover.first().waitFor();
    await prompter.pictures('hover');
    await editor().page.keyboard.press('Escape');
    await prompter.chord('c');
    await editor().page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    // The original is beside it.
    await eventually(async () => (await prompter.removedTexts()).length === 0);
    await prompter.pictures('compare');
    await prompter.cutOut('compare', 'editor', { width: 848, height: 330 });
    await editor().page.keyboard.press('Control+F4');
  });

  it('is pending again after the window was reloaded, saved or not, and is discarded by keyboard', async () => {
    await editor().openFile('prices.ts');
    for (const isSaved of [false, true]) {
      const before = await prompter.text('prices.ts');
      if (isSaved) {
        await editor().page.keyboard.press('Control+s');
        await editor().page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
      }
      await reload();
      await editor().openFile('prices.ts');
      await prompter.lens(/Accept/).waitFor();
      assert.equal(await prompter.text('prices.ts'), before);
    }
    await prompter.chord('Shift+D');
    await prompter.waitForDecision();
    assert.equal(await prompter.text('prices.ts'), prices.trimEnd());
  });

  it('is decided change by change by keyboard, and says where one stands', async () => {
    await editor().waitForEngine();
    await editor().openFile('prices.ts');
    await editor().page.keyboard.press('Control+a');
    await rewriteSelected(addTypes);
    await editor().page.keyboard.press('Control+Home');
    await prompter.status('Change 1 of ').waitFor();
    await prompter.chord('n');
    await prompter.status('Change 2 of ').waitFor();
    await prompter.chord('p');
    await prompter.status('Change 1 of ').waitFor();
    await prompter.pictures('hunks');
    await prompter.chord('a');
    await prompter.chord('d');
    await prompter.waitForDecision();
    const text = await prompter.text('prices.ts');
    assert.match(text, /total\(items: /);
    assert.match(text, /isFree\(item\) \{/);
  });

  it('refuses more lines than go well, goes part by part when asked, and is stopped', async function () {
    this.timeout(3 * partMs);
    await editor().openFile('many.ts');
    await editor().page.keyboard.press('Control+a');
    await prompter.chord('r');
    const refusal = prompter.notification(/These are \d+ lines/);
    await refusal.waitFor();
    await prompter.pictures('too-long');
    await prompter.button(refusal, 'Rewrite Part by Part').click();
    await prompter.input('Lines').waitFor();
    await editor().page.keyboard.type(addTypes);
    await editor().page.keyboard.press('Enter');
    await prompter.notification(/part 2 of \d+/).waitFor({ timeout: partMs });
    await prompter.pictures('writing');
    await editor().openFile('many.ts');
    await prompter.chord('s');
    const question = prompter.notification('Keep the changes');
    await question.waitFor();
    await prompter.pictures('stopped');
    await prompter.button(question, 'Drop').click();
    await prompter.waitForDecision();
    await waitForOriginal();
  });

  it('is there to decide about after the window went away in the middle', async function () {
    this.timeout(4 * partMs);
    await editor().openFile('many.ts');
    // Without a copy of the editor's own of what is not saved: it makes none while edits come, and an old one would win.
    await editor().page.keyboard.press('Control+s');
    await editor().page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    await editor().page.keyboard.press('Control+Home');
    await editor().page.keyboard.press('Control+Shift+End');
    await prompter.chord('r');
    await prompter.button(prompter.notification(/These are \d+ lines/), 'Rewrite Part by Part').click();
    await prompter.input('Lines').waitFor();
    await editor().page.keyboard.type(addTypes);
    await editor().page.keyboard.press('Enter');
    await prompter.notification(/part [3-9] of \d+/).waitFor({ timeout: partMs });
    await editor().openFile('many.ts');
    await editor().page.keyboard.press('Control+s');
    await eventually(async () => (await readFile(path.join(folder, 'many.ts'), 'utf8')) !== many);
    await prompter.notification(/part (?:[4-9]|1\d) of \d+/).waitFor({ timeout: partMs });
    mayLose = true;
    await reload();
    await editor().openFile('many.ts');
    // The buttons are above the first change.
    await editor().goTo(1, 1);
    await prompter.lens(/Discard All/).click();
    await prompter.waitForDecision();
    await waitForOriginal();
  });

  it('says that Git is out of reach where it is turned off', async () => {
    await editor().runCommand('Hearth: Generate Commit Message');
    await prompter.notification('The Git extension is out of reach').waitFor();
    await prompter.pictures('no-git');
  });
});

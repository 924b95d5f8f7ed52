// Every command that prompts the model, as a user has it: the packaged extension in a real VS Code with TypeScript and
// Git, in a real browser, with real weights.
import assert from 'node:assert/strict';
import { useEditor } from './editorSession.ts';
import { eventually, followBrowserTheme, Prompter } from './prompter.ts';
import { stageAddition } from './stagedAddition.ts';

const cart = `export interface Item {
  price: number;
  count: number;
}

export function total(items: Item[]): number {
  let sum = 0;
  for (const item of items) {
    sum += item.price * item.count;
  }
  return sum;
}



`;
const broken = `export function areaOf(width: number, height: number): number {
  const totalArea = width * height;
  return totalAera;
}
`;

const shop = `import { type Item, total } from './cart';

export const isFree = (items: Item[]) => total(items) === 0;
`;

const addition = 'export function isEmpty(items: Item[]): boolean {\n  return items.length === 0;\n}\n';

describe('prompting', () => {
  const editor = useEditor({
    files: { 'cart.ts': cart, 'shop.ts': shop, 'area.ts': broken, 'tsconfig.json': '{}' },
    allBuiltIns: true,
    prepare: (folder) => stageAddition(folder, 'cart.ts', addition),
    settings: { ...followBrowserTheme, 'git.enabled': true, 'git.openRepositoryInParentFolders': 'never' },
  });
  let prompter: Prompter;

  before(async () => {
    prompter = new Prompter(editor());
    await editor().openFile('cart.ts');
    await editor().waitForEngine();
    await editor().page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });

  it('writes at the cursor what is asked for, as a change to decide about, and one undo takes it away', async () => {
    await editor().goTo(14, 1);
    await prompter.chord('w');
    await prompter.input('Hearth: Write Here').waitFor();
    await editor().page.keyboard.type('a function that returns the most expensive item');
    await prompter.pictures('write-here-box');
    await editor().page.keyboard.press('Enter');
    await prompter.waitForProposal();
    assert.match(await prompter.text('cart.ts'), /function \w*xpensive\w*\(items/);
    await prompter.pictures('write-here');
    await prompter.cutOut('write-here', 'editor', { width: 760, height: 560 });
    await editor().openFile('cart.ts');
    await editor().page.keyboard.press('Control+z');
    await prompter.waitForDecision();
    assert.doesNotMatch(await prompter.text('cart.ts'), /xpensive/);
  });

  it('brings back earlier instructions with the arrow keys', async () => {
    await prompter.chord('w');
    await prompter.input('Hearth: Write Here').waitFor();
    await editor().page.keyboard.type('draft');
    await editor().page.keyboard.press('ArrowUp');
    const expensive = 'a function that returns the most expensive item';
    await eventually(async () => (await prompter.inputValue().inputValue()) === expensive);
    await editor().page.keyboard.press('ArrowDown');
    await eventually(async () => (await prompter.inputValue().inputValue()) === 'draft');
    await editor().page.keyboard.press('Escape');
  });

  it('explains the function at the cursor beside the editor, and copies', async () => {
    await editor().openFile('cart.ts');
    await editor().goTo(8, 5);
    await prompter.chord('e');
    assert.match(await prompter.answer(1), /\w{3,} \w{3,}/);
    await prompter.scrollAnswersUp();
    await prompter.pictures('explain');
    await prompter.cutOut('explain', 'editor', { width: 848, height: 300 });
    const answer = await prompter.answer(1);
    const answers = await prompter.answers();
    await answers.locator('section > button.copy').click();
    await answers.locator('button.copy', { hasText: 'Copied' }).waitFor();
    await prompter.closeAnswers();
    await editor().openFile('cart.ts');
    await editor().goTo(13, 1);
    await editor().page.keyboard.press('Control+v');
    const isPasted = (text: string) => text.replaceAll(/[`*#]/g, '').includes(answer.trim().slice(0, 30));
    await eventually(async () => isPasted(await prompter.text('cart.ts')));
    await editor().page.keyboard.press('Control+z');
  });

  it('answers a question and the one after it', async () => {
    await editor().openFile('cart.ts');
    await prompter.say('q', 'Hearth: Ask', 'Which types are used here?');
    const answers = await prompter.answers();
    await answers.locator('h2', { hasText: 'Which types' }).waitFor();
    await prompter.answer(1);
    await answers.locator('#question').fill('Show how to call total with two items.');
    await answers.locator('#question').press('Enter');
    assert.match(await prompter.answer(2), /total/);
    await prompter.scrollAnswersUp();
    await prompter.pictures('ask');
    await prompter.cutOut('ask', 'editor', { width: 848, height: 375 });
  });

  it('stops answering when it is told to', async () => {
    const answers = await prompter.answers();
    await answers.locator('#question').fill('Write a long story about a shop, with many chapters.');
    await answers.locator('#question').press('Enter');
    await answers.locator('section.answering').waitFor();
    await answers.locator('#stop').click();
    await answers.locator('.note', { hasText: 'Stopped' }).waitFor();
    await prompter.closeAnswers();
  });

  it('mends a problem from the light bulb', async () => {
    await editor().openFile('area.ts');
    await editor().editor('area.ts').locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
    await editor().goTo(3, 11);
    await editor().page.keyboard.press('Control+.');
    const fix = editor().page.locator('.action-widget .action', { hasText: 'Fix with Hearth' });
    await fix.first().waitFor();
    await prompter.pictures('fix-offer');
    await prompter.cutOut('fix', 'editor', { width: 620, height: 260 });
    await fix.first().click();
    await prompter.waitForProposal();
    assert.match(await prompter.text('area.ts'), /return totalArea;/);
    await prompter.pictures('fix');
    await editor().openFile('area.ts');
    await prompter.chord('Shift+D');
    await prompter.waitForDecision();
    assert.match(await prompter.text('area.ts'), /return totalAera;/);
  });

  it('renames by the language’s server in every file, as the editor’s own rename does', async () => {
    await editor().openFile('shop.ts');
    await editor().openFile('cart.ts');
    await editor().goTo(8, 5);
    await prompter.say('r', 'Hearth: Rewrite', 'Rename this function to sumOf');
    await eventually(async () => (await prompter.text('cart.ts')).includes('function sumOf(items'));
    await prompter.pictures('renamed');
    await editor().openFile('shop.ts');
    const renamed = /Item, sumOf \} from.*[^]*=> sumOf\(items\)/;
    await eventually(async () => renamed.test(await prompter.text('shop.ts')));
    await editor().openFile('area.ts');
  });

  it('is in the editor’s menu', async () => {
    await editor().editor('area.ts').locator('.view-line').nth(1).click({ button: 'right' });
    const menu = editor().page.locator('.context-view .monaco-menu');
    await menu.locator('.action-item', { hasText: 'Hearth' }).first().hover();
    await menu.locator('.action-label', { hasText: 'Rewrite Selection…' }).waitFor();
    await prompter.pictures('menu');
    await editor().page.keyboard.press('Escape');
    await editor().page.keyboard.press('Escape');
  });

  it('writes a commit message for what is staged', async () => {
    await editor().page.locator('.activitybar [aria-label^="Source Control"]').first().click();
    const sidebar = editor().page.locator('.part.sidebar');
    await sidebar.locator('.scm-editor').first().hover({ timeout: 60_000 });
    await sidebar.locator('[aria-label^="Generate Commit Message"]').first().click({ force: true });
    const message = sidebar.locator('.scm-editor .view-lines').first();
    await eventually(async () => /\w{3,}/.test((await message.textContent()) ?? ''));
    await prompter.notification(/Hearth is /).waitFor({ state: 'detached' });
    await prompter.pictures('commit');
    await prompter.cutOut('commit', 'window', { width: 760, height: 330 });
    assert.doesNotMatch((await message.textContent()) ?? '', /```/);
  });
});

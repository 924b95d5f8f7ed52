// Every feature without a mouse: lists, pages, writing, deciding, asking, fixing, next edits, commit messages, the
// walkthrough. Nothing here clicks; files are opened by key as well.
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { useEditor } from '../ui/editorSession.ts';
import { eventually, Prompter } from '../ui/prompter.ts';
import { stageAddition } from '../ui/stagedAddition.ts';

const area = `export function areaOf(width: number, height: number): number {
  const totalArea = width * height;
  return totalAera;
}
`;
const users = `function getUser(id: number) {
  return { id };
}

export const first = getUser(1);
export const second = getUser(2);
`;

const addition = 'export function isEmpty(items: string[]): boolean {\n  return items.length === 0;\n}\n';

describe('the keyboard alone', () => {
  const editor = useEditor({
    allBuiltIns: true,
    files: { 'area.ts': area, 'empty.ts': '', 'users.ts': users, 'tsconfig.json': '{}' },
    prepare: (folder) => stageAddition(folder, 'empty.ts', addition),
    settings: { 'git.enabled': true, 'git.openRepositoryInParentFolders': 'never' },
  });
  let prompter: Prompter;
  const page = () => editor().page;
  const input = () => page().locator('.quick-input-widget .quick-input-box input');
  const lenses = (text: string) => page().locator('.codelens-decoration', { hasText: text });

  before(async () => {
    prompter = new Prompter(editor());
    await toFile('inventory.ts');
    await editor().waitForEngine();
  });

  async function toFile(name: string): Promise<void> {
    await page().keyboard.press('Control+p');
    await input().waitFor({ state: 'visible' });
    await page().keyboard.type(name);
    await page().locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
    await page().keyboard.press('Enter');
    await page().locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await page().locator(`.monaco-editor.focused[data-uri$="/${name}"]`).waitFor();
  }

  /** Presses Tab until the element with this id has the focus. */
  async function tabTo(frame: Frame, id: string): Promise<void> {
    for (let presses = 0; presses < 20; presses++) {
      if ((await frame.evaluate('document.activeElement.id')) === id) return;
      await page().keyboard.press('Tab');
      await page().waitForTimeout(60);
    }
    assert.fail(`Tab does not lead to ${id}.`);
  }

  async function statusLabel(text: RegExp): Promise<void> {
    await editor().statusItem().getByLabel(text).first().waitFor();
  }

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
    // The palette's input is still there for a moment, and what is typed then goes into the document.
    await page()
      .locator('.quick-input-title', { hasText: /^Hearth$/ })
      .waitFor();
    await page().keyboard.type('Model Card');
    await page().keyboard.press('Enter');
    const card = await editor().frameWith('#files');
    await card.locator('#chooseModel').waitFor();
    await tabTo(card, 'files');
    await page().keyboard.press('ArrowUp');
    await card.waitForFunction(`document.getElementById('files').value === '4'`);
    assert.equal(await card.evaluate('document.activeElement.id'), 'files');
  });

  it('opens a chart’s table', async () => {
    await command('Hearth: Performance');
    const figures = await editor().frameWith('#export');
    await tabTo(figures, 'split-summary');
    await page().keyboard.press('Enter');
    await figures.waitForFunction(`document.getElementById('split').open`);
  });

  it('chooses among the prompts, and opens their table', async () => {
    await toFile('inventory.ts');
    await command('Hearth: Show Prompt');
    const prompts = await editor().frameWith('#run');
    await tabTo(prompts, 'run');
    await tabTo(prompts, 'tokens-summary');
    await page().keyboard.press('Enter');
    await prompts.waitForFunction(`document.getElementById('tokens').open`);
  });

  it('snoozes and goes on, turns the language off and on, and finds the reason', async () => {
    await toFile('inventory.ts');
    await command('Hearth: Snooze Suggestions…');
    await page().locator('.quick-input-title', { hasText: 'Snooze' }).waitFor();
    await page().keyboard.press('Enter');
    await statusLabel(/snoozed for/);
    await command('Hearth: Why No Suggestion?');
    await page().locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Snoozed' }).waitFor();
    await page().keyboard.press('Enter');
    await statusLabel(/is ready/);
    for (const label of [/off for TypeScript/, /is ready/]) {
      await command('Hearth: Turn Suggestions On or Off for This Language');
      await statusLabel(label);
    }
    await command('Hearth: Choose Eagerness…');
    await page().locator('.quick-input-title', { hasText: 'Eagerness' }).waitFor();
    await page().keyboard.press('Escape');
  });

  it('writes at the cursor, goes from change to change, and accepts', async () => {
    await toFile('inventory.ts');
    await editor().goTo(1, 1);
    await chord('w');
    await input().waitFor({ state: 'visible' });
    await page().keyboard.type('a function that doubles a number');
    await page().keyboard.press('Enter');
    await prompter.waitForProposal();
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

  it('rewrites by a ready action, compares with the original, and takes it back', async () => {
    await toFile('users.ts');
    await editor().goTo(2, 5);
    await chord('r');
    await input().waitFor({ state: 'visible' });
    // The beginning of its name is enough, before what was typed as words of one's own.
    await page().keyboard.type('Add Doc');
    await page()
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Add Doc Comment' })
      .waitFor();
    await page().keyboard.press('Enter');
    await prompter.waitForProposal();
    await chord('c');
    await page().locator('.monaco-diff-editor .line-insert').first().waitFor();
    await page().keyboard.press('Control+F4');
    await toFile('users.ts');
    await chord('Shift+D');
    await prompter.waitForDecision();
    assert.equal((await editor().lines('users.ts')).join('\n').trimEnd(), users.trimEnd());
  });

  it('fixes a problem, from its place and from the light bulb', async () => {
    await toFile('area.ts');
    await editor().editor('area.ts').locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
    await editor().goTo(3, 11);
    const offer = page().locator('.action-widget .monaco-list-row', { hasText: 'Fix with Hearth' });
    // What is reported anew closes the list.
    await eventually(async () => {
      if (await offer.first().isVisible()) return true;
      await page().keyboard.press('Control+.');
      return await offer
        .first()
        .waitFor({ timeout: 5000 })
        .then(
          () => true,
          () => false,
        );
    });
    for (let presses = 0; presses < 12; presses++) {
      if ((await offer.and(page().locator('.focused')).count()) > 0) break;
      await page().keyboard.press('ArrowDown');
    }
    await offer.and(page().locator('.focused')).waitFor();
    await page().keyboard.press('Enter');
    assert.equal(await prompter.waitForEnd(), 'proposed');
    await toFile('area.ts');
    await chord('Shift+D');
    await prompter.waitForDecision();
    await editor().goTo(3, 11);
    await chord('f');
    assert.equal(await prompter.waitForEnd(), 'proposed');
    await editor().goTo(3, 1);
    await chord('a');
    await prompter.waitForDecision();
    assert.match((await editor().lines('area.ts')).join('\n'), /return totalArea;/);
  });

  it('takes next edits', async () => {
    await toFile('users.ts');
    await editor().goTo(1, 10);
    for (let count = 0; count < 7; count++) await page().keyboard.press('Delete');
    await page().keyboard.type('fetchUser', { delay: 60 });
    await page().keyboard.press('Escape');
    for (const line of ['export const first = fetchUser(1);', 'export const second = fetchUser(2);']) {
      await page().waitForTimeout(2500);
      await chord('x');
      await editor().waitForLine('users.ts', line);
    }
  });

  it('writes a commit message', async () => {
    await command('Hearth: Generate Commit Message');
    await page().keyboard.press('Control+Shift+g');
    const message = page().locator('.part.sidebar .scm-editor .view-lines').first();
    await eventually(async () => /\w{3,}/.test((await message.textContent()) ?? ''));
  });

  it('asks, and reads the answer', async () => {
    await chord('q');
    await input().waitFor({ state: 'visible' });
    await page().keyboard.type('What does totalValue do?');
    await page().keyboard.press('Enter');
    const answers = await editor().frameWith('#question');
    await prompter.answer(1);
    assert.ok(((await answers.locator('section').first().textContent()) ?? '').length > 40);
    // The answer comes beside, and whoever asked goes on where they were: the editor's own keys lead there, whichever
    // group that is: pages that were opened before may have made some.
    await page().keyboard.press('Control+k');
    await page().keyboard.press('Control+ArrowRight');
    await tabTo(answers, 'question');
    await page().keyboard.type('And in one word?');
    await page().keyboard.press('Enter');
    await prompter.answer(2);
  });

  it('explains', async () => {
    await toFile('users.ts');
    await editor().goTo(2, 5);
    await chord('e');
    const answers = await editor().frameWith('#question');
    await answers.locator('h2', { hasText: 'Explain' }).first().waitFor();
    assert.match(await prompter.answer(1), /\w{3,} \w{3,}/);
  });

  it('goes through the walkthrough to a suggestion', async () => {
    await command('Hearth: Get Started');
    const step = page().locator('.getting-started-step', { hasText: 'See the first suggestion' });
    await step.waitFor();
    await page().waitForTimeout(1000);
    const focused = async () => String(await page().evaluate('document.activeElement.textContent')).trim();
    for (let presses = 0; presses < 40 && !(await focused()).startsWith('See the first'); presses++)
      await page().keyboard.press('Tab');
    await page().keyboard.press('Enter');
    for (let presses = 0; presses < 40 && (await focused()) !== 'Try It'; presses++)
      await page().keyboard.press('Tab');
    await page().keyboard.press('Enter');
    await editor().waitForGhostText(60_000);
    await page().keyboard.press('Escape');
  });

  it('chooses among models, and leaves', async () => {
    await command('Hearth: Models…');
    await page().locator('.quick-input-title', { hasText: 'Hearth: Models' }).waitFor();
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('Escape');
    await page().locator('.quick-input-widget').waitFor({ state: 'hidden' });
  });
});

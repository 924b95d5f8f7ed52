// What a screen reader is told of everything that Hearth adds to the workbench: the status bar, its menu and lists, the
// buttons in code and pending changes. The pages are looked at by axe in appearance.test.ts.
import assert from 'node:assert/strict';
import { unnamedParts } from '../ui/accessibility.ts';
import { useEditor } from '../ui/editorSession.ts';
import { Prompter } from '../ui/prompter.ts';

const prices = `export function total(items) {
  return items.length;
}

export function isFree(item) {
  return item.price === 0;
}
`;

describe('what a screen reader is told', () => {
  const editor = useEditor({ files: { 'prices.ts': prices } });
  const page = () => editor().page;
  const list = () => page().locator('.quick-input-widget');

  before(async () => {
    await editor().openFile('prices.ts');
    await editor().waitForEngine();
  });

  async function close(): Promise<void> {
    await page().keyboard.press('Escape');
    await list().waitFor({ state: 'hidden' });
  }

  /** The rows of the open list as they are read out: those in sight. */
  async function readOut(): Promise<readonly string[]> {
    await list().getByRole('option').first().waitFor();
    const rows = await list().getByRole('option').all();
    return await Promise.all(rows.map(async (row) => (await row.getAttribute('aria-label')) ?? ''));
  }

  /** The palette is a list too: only one with this title is Hearth's. */
  async function opened(command: string, title: string): Promise<readonly string[]> {
    await editor().runCommandToInput(command, title);
    await page().waitForTimeout(500);
    const rows = await readOut();
    assert.ok(rows.length > 0);
    // A name, and in it no name of an icon.
    for (const row of rows) assert.doesNotMatch(row, /^[a-z-]* {2}|^,|\$\(/, JSON.stringify(rows));
    assert.deepEqual(await unnamedParts(page().mainFrame(), '.quick-input-widget'), []);
    return rows;
  }

  it('the status bar item: a button, with what it stands for and what is the matter', async () => {
    await page()
      .getByRole('button', { name: /^Hearth: Hearth is ready: / })
      .waitFor();
    assert.deepEqual(await unnamedParts(page().mainFrame(), '.statusbar-item[id^="hearth"]'), []);
  });

  it('the menu: every entry by its name', async () => {
    const rows = await opened('Hearth: Show Menu', 'Hearth');
    for (const name of ['Snooze for 5 Minutes', 'Eagerness: Balanced', 'Turn Off for TypeScript', 'Ask…'])
      assert.ok(
        rows.some((row) => row.startsWith(name)),
        `${name} in ${rows.join(' | ')}`,
      );
    await close();
  });

  it('what is chosen is said, not only ticked', async () => {
    const eagerness = await opened('Hearth: Choose Eagerness…', 'Hearth: Eagerness');
    assert.deepEqual(
      eagerness.filter((row) => /\bnow\b/.test(row)).map((row) => row.split(',')[0]),
      ['Balanced'],
    );
    await close();
    const nextEdits = await opened('Hearth: Choose Next Edits…', 'Hearth: Next Edits');
    assert.equal(nextEdits.filter((row) => /\bnow\b/.test(row)).length, 1);
    await close();
    const models = await opened('Hearth: Models…', 'Hearth: Models');
    assert.ok(models.some((row) => row.includes('in use')));
    await close();
  });

  it('why nothing appeared: the reason first, then what to do', async () => {
    const rows = await opened('Hearth: Why No Suggestion?', 'Hearth: Why No Suggestion?');
    assert.match(rows[0] ?? '', /^[A-Z].*\.,/);
    await close();
  });

  it('that it writes, then how many changes wait, which one the cursor is in, and how large it is', async () => {
    const prompter = new Prompter(editor());
    await editor().openFile('prices.ts');
    await page().keyboard.press('Control+a');
    await prompter.say(
      'r',
      'Hearth: Rewrite',
      'Add TypeScript type annotations to the parameters and the return value',
    );
    await prompter.waitForProposal();
    const announced = page().locator('.statusbar-item[id="hearth.hearth.pending"] [role="alert"]');
    await page().keyboard.press('Control+Home');
    await announced.and(page().getByLabel(/^Change 1 of \d+\. Lines added: \d+, removed: \d+\.$/)).waitFor();
    await page().keyboard.press('Control+End');
    await announced.and(page().getByLabel(/waiting for your decision/)).waitFor();
    for (const name of ['Accept', 'Discard', 'Compare'])
      await page()
        .locator('.codelens-decoration')
        .getByRole('button', { name, exact: true })
        .first()
        .waitFor();
    assert.deepEqual(await unnamedParts(page().mainFrame(), '.statusbar-item[id^="hearth"]'), []);
    await prompter.chord('Shift+D');
    await prompter.waitForDecision();
  });
});

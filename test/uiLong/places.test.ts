// Places in which editors do something of their own at the cursor: brackets that close themselves, snippets, settings,
// several cursors, very long files, formatting while saving. Ghost text is there, and nothing is doubled or lost.
import assert from 'node:assert/strict';
import { useEditor } from '../ui/editorSession.ts';

const bigLines = 50_000;

function bigFile(): string {
  const lines = Array.from({ length: bigLines - 6 }, (_, index) => `export const value${index} = ${index};`);
  return [...lines, 'export function total(values: number[]): number {', '  let sum = 0;', ''].join('\n');
}

describe('places where the editor acts by itself', () => {
  const editor = useEditor({
    allBuiltIns: true,
    settings: {
      'editor.formatOnSave': true,
      '[javascript]': { 'editor.inlineSuggest.suppressInSnippetMode': false },
    },
    files: {
      'big.ts': bigFile(),
      'brackets.ts': 'const prices = [3, 5, 8];\nconst names = ["pen", "cup"];\n\n',
      'snippet.ts': 'export const values = [1, 2, 3];\n\n',
      'snippet.js': 'export const values = [1, 2, 3];\n\n',
      'cursors.ts': 'const first = ;\nconst second = ;\n',
      'sum.ts': 'export function total(prices: number[]): number {\nlet sum=0;\n}\n',
      '.vscode/settings.json': '{\n  "editor.tabSize": 2,\n  "editor.insertSpaces": true,\n  \n}\n',
    },
  });
  const page = () => editor().page;

  before(async () => {
    await editor().openFile('inventory.ts');
    await editor().waitForEngine();
  });

  async function triggered(): Promise<string> {
    await editor().runCommand('Hearth: Trigger Suggestion');
    return await editor().ghostText();
  }

  it('a bracket that the editor closed: the suggestion goes before it, and it is there once', async () => {
    await editor().openFile('brackets.ts');
    await editor().goTo(3, 1);
    await editor().type('console.log(prices.map((price) => price');
    assert.ok((await editor().lines('brackets.ts')).some((line) => line.includes('price))')));
    await triggered();
    await page().keyboard.press('Tab');
    await editor().waitForNoGhostText();
    const line = (await editor().lines('brackets.ts')).find((each) => each.startsWith('console.log(')) ?? '';
    const count = (bracket: string) => line.split(bracket).length;
    assert.equal(count('('), count(')'), line);
    assert.doesNotMatch(line, /\)\)\)\)/);
  });

  it('typing over a closing bracket leaves one, with ghost text behind it', async () => {
    await editor().goTo(4, 1);
    await editor().type('\nconst top = Math.max(...prices)');
    const lines = await editor().lines('brackets.ts');
    assert.ok(
      lines.some((line) => line.startsWith('const top = Math.max(...prices)') && !line.includes('))')),
      lines.join('\n'),
    );
  });

  /** A loop over what is still to be named: its second placeholder, with the beginning of a name in it. */
  async function loopOver(file: string, beginning: string): Promise<void> {
    await editor().openFile(file);
    await editor().goTo(2, 1);
    await editor().runCommand('Snippets: Insert Snippet');
    await page().locator('.quick-input-widget .quick-input-box input').waitFor({ state: 'visible' });
    await page().keyboard.type('forof');
    await page().keyboard.press('Enter');
    await editor().waitForLine(file, 'for (const element of object) {');
    await page().keyboard.type('value');
    await page().keyboard.press('Tab');
    await page().keyboard.type(beginning);
  }

  it('a snippet: the editor shows nothing in its placeholders, which the list says; Escape brings it', async () => {
    await loopOver('snippet.ts', 'val');
    await editor().runCommand('Hearth: Trigger Suggestion');
    await page().waitForTimeout(2000);
    assert.equal(await editor().readGhostText(), '');
    await editor().runCommandToInput('Hearth: Why No Suggestion?', 'Why No Suggestion');
    await page().keyboard.type('snippet');
    await editor().row('The editor shows none in a snippet.').waitFor();
    await page().keyboard.press('Escape');
    await page().locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await page().keyboard.press('Escape');
    assert.match(await triggered(), /ues/);
    await page().keyboard.press('Tab');
    await editor().waitForNoGhostText();
  });

  it('a snippet where the editor is told to show it: Tab takes it instead of going on', async () => {
    await loopOver('snippet.js', 'val');
    assert.match(await triggered(), /ues/);
    await editor().screenshot('ui-snippet-ghost');
    await page().keyboard.press('Tab');
    await editor().waitForNoGhostText();
    const lines = await editor().lines('snippet.js');
    assert.ok(
      lines.some((line) => line.startsWith('for (const value of values')),
      lines.join('\n'),
    );
  });

  it('settings.json: a line after others', async () => {
    await editor().openFile('settings.json');
    await editor().goTo(4, 3);
    await page().keyboard.type('"editor.fontSize": ');
    await page().keyboard.press('Escape');
    assert.notEqual(await triggered(), '');
    await page().keyboard.press('Escape');
    await editor().waitForNoGhostText();
  });

  it('several cursors: nothing by itself, and what is triggered goes in everywhere once', async () => {
    await editor().openFile('cursors.ts');
    await editor().goTo(1, 15);
    await page().keyboard.press('Control+Alt+ArrowDown');
    await page().keyboard.type('Ma');
    await page().waitForTimeout(1500);
    assert.equal(await editor().readGhostText(), '');
    assert.notEqual(await triggered(), '');
    await page().keyboard.press('Escape');
    await page().keyboard.press('Escape');
  });

  it('a file of 50,000 lines: at its end', async () => {
    await editor().openFile('big.ts');
    await editor().goTo(bigLines - 3, 1);
    await editor().type('  for (const value of ');
    assert.match(await triggered(), /val/);
    await page().keyboard.press('Tab');
    await editor().waitForNoGhostText();
  });

  it('formatting while saving: what was taken is formatted, and the next suggestion comes at the new place', async () => {
    await editor().openFile('sum.ts');
    await editor().goTo(2, 11);
    await editor().type('\nfor(const price of ');
    await triggered();
    await page().keyboard.press('Tab');
    await editor().waitForNoGhostText();
    await page().keyboard.press('Escape');
    await page().keyboard.press('Control+s');
    await page().locator('.tab.active:not(.dirty)', { hasText: 'sum.ts' }).waitFor();
    const lines = await editor().lines('sum.ts');
    assert.ok(lines.includes('  let sum = 0;'), lines.join('\n'));
    assert.ok(
      lines.some((line) => line.startsWith('  for (const price of prices')),
      lines.join('\n'),
    );
    await editor().goTo(2, 1);
    await page().keyboard.press('End');
    await page().keyboard.press('Enter');
    await page().keyboard.type('const count = ');
    assert.notEqual(await triggered(), '');
  });
});

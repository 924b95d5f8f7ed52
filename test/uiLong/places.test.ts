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
    settings: { 'editor.formatOnSave': true },
    files: {
      'big.ts': bigFile(),
      'brackets.ts': 'const prices = [3, 5, 8];\nconst names = ["pen", "cup"];\n\n',
      'snippet.ts': 'export const values = [1, 2, 3];\n\n',
      'cursors.ts': 'const first = ;\nconst second = ;\n',
      'shop.json': '{\n  "name": "shop",\n  "currency": "EUR",\n  \n}\n',
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

  it('a snippet: ghost text in its placeholder, and Tab takes it before it goes on', async () => {
    await editor().openFile('snippet.ts');
    await editor().goTo(2, 1);
    await editor().runCommand('Snippets: Insert Snippet');
    await page().locator('.quick-input-widget .quick-input-box input').waitFor({ state: 'visible' });
    await page().keyboard.type('forof');
    await page().keyboard.press('Enter');
    await editor().waitForLine('snippet.ts', 'for (const element of object) {');
    await page().keyboard.type('value');
    await page().keyboard.press('Tab');
    await page().keyboard.type('val');
    const ghost = await triggered();
    assert.match(ghost, /ues/);
    await editor().screenshot('ui-snippet-ghost');
    await page().keyboard.press('Tab');
    await editor().waitForNoGhostText();
    const lines = await editor().lines('snippet.ts');
    assert.ok(
      lines.some((line) => line.startsWith('for (const value of val')),
      lines.join('\n'),
    );
  });

  it('settings.json: a line after others', async () => {
    await editor().openFile('settings.json');
    await editor().goTo(4, 3);
    await page().keyboard.type('"editor.');
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
    await editor().openFile('shop.json');
    await editor().goTo(3, 19);
    await editor().type(',\n    "owner":    "');
    await triggered();
    await page().keyboard.press('Tab');
    await editor().waitForNoGhostText();
    await page().keyboard.press('Escape');
    await page().keyboard.press('Control+s');
    await page().locator('.tab.active:not(.dirty)', { hasText: 'shop.json' }).waitFor();
    const lines = await editor().lines('shop.json');
    assert.ok(
      lines.some((line) => /^ {2}"owner": "/.test(line)),
      lines.join('\n'),
    );
    await editor().goTo(4, 1);
    await page().keyboard.press('End');
    await page().keyboard.press('Enter');
    assert.notEqual(await triggered(), '');
  });
});

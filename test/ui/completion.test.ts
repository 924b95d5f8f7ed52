// Hearth as a user has it: the packaged extension in a real VS Code in a real browser, with real weights.
import assert from 'node:assert/strict';
import { useEditor } from './editorSession.ts';

const longFileLines = 20_000;
/** Each a third of a second and more. */
const waitsBeforeAnotherPress = 40;
const longFile = Array.from(
  { length: longFileLines },
  (_, index) => `export const value${index} = ${index};\n`,
);

describe('the packaged extension', () => {
  const editor = useEditor({
    files: {
      'tokens.ts': 'export const middle = "<|fim_middle|>";\n\n',
      'long.ts': longFile.join(''),
    },
  });

  before(async () => {
    await editor().openFile('inventory.ts');
    // Opening a file starts the engine: the first key finds it ready.
    await editor().waitForEngine();
    // A sibling of the method that ends there is easy to continue.
    await editor().goTo(33, 4);
    await editor().type('\n\naveragePrice(): number {\n');
  });

  it('shows ghost text while a line is typed, and Tab takes it', async () => {
    await editor().type('const total = ');
    assert.match(await editor().ghostText(), /\S/);
    await editor().screenshot('ui-ghost-text-light');
    const ghost = await editor().takeGhostText();
    await editor().waitForLine('inventory.ts', `    const total = ${ghost}`);
  });

  it('takes ghost text away with Escape and leaves the line as it was typed', async () => {
    await editor().type('\nreturn total / ');
    // By hand: how sure the model is here depends on what was taken above.
    await editor().runCommand('Hearth: Trigger Suggestion');
    await editor().ghostText();
    await editor().page.keyboard.press('Escape');
    await editor().waitForNoGhostText();
    await editor().waitForLine('inventory.ts', '    return total / ');
  });

  it('answers when it is asked, and can be read in a dark theme', async () => {
    await editor().runCommand('Preferences: Color Theme');
    await editor().pick('Dark Modern');
    await editor().goTo(37, 20);
    await editor().runCommand('Hearth: Trigger Suggestion');
    assert.match(await editor().ghostText(), /\S/);
    await editor().screenshot('ui-ghost-text-dark');
  });

  it('shows another suggestion on request, and the first one again after the last', async () => {
    const seen = [await editor().ghostText()];
    for (let other = await nextGhostText(); other !== seen[0]; other = await nextGhostText()) {
      assert.ok(!seen.includes(other) && seen.length < 3, [...seen, other].join(' | '));
      seen.push(other);
      await editor().screenshot(`ui-suggestion-${seen.length}`);
    }
    assert.ok(seen.length > 1);
  });

  /**
   * Answers whose beginnings are the same differ further on, so what is waited for is another text. The key is pressed
   * again where the editor gave its request up.
   */
  async function nextGhostText(): Promise<string> {
    const before = await editor().ghostText();
    for (let waits = 0; ; waits++) {
      if (waits % waitsBeforeAnotherPress === 0) await editor().page.keyboard.press('Alt+BracketRight');
      const text = await editor().ghostText();
      if (text !== before) return text;
    }
  }

  it('completes in a file that holds a control token’s text', async () => {
    await editor().openFile('tokens.ts');
    await editor().goTo(2, 1);
    await editor().type('export const suf');
    // By hand: how sure the model is of a name is not what this is about.
    await editor().runCommand('Hearth: Trigger Suggestion');
    assert.doesNotMatch(await editor().ghostText(), /fim_middle\|>.*fim_middle/);
  });

  it('completes in a file of 20,000 lines', async () => {
    await editor().openFile('long.ts');
    await editor().goTo(longFileLines + 1, 1);
    await editor().type('export const value20000 = ');
    await editor().runCommand('Hearth: Trigger Suggestion');
    assert.match(await editor().ghostText(), /\d/);
  });
});

describe('the packaged extension without a model', () => {
  const editor = useEditor({ settings: { 'hearth.model.path': '/there/is/no/model.gguf' } });

  it('says once that the model is missing, and what to do', async () => {
    await editor().openFile('inventory.ts');
    await editor().type('const');
    const notices = editor().page.locator('.notification-toast .notification-list-item-message');
    await notices.first().waitFor({ timeout: 60_000 });
    await editor().type(' a = ');
    assert.deepEqual((await notices.allTextContents()).length, 1);
    assert.match((await notices.first().textContent()) ?? '', /model/);
    await editor().page.getByRole('button', { name: 'Choose Model File…' }).waitFor();
    await editor().screenshot('ui-no-model');
  });
});

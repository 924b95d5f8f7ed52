// Connecting to a server and leaving it, as a user does: the packaged extension in a real VS Code in a real browser, and
// llama.cpp's own server with the same weights.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { startLlamaServer } from '../../scripts/server/llamaServer.mjs';
import type { RunningServer } from '../../scripts/server/loopback.mjs';
import { useEditor } from './editorSession.ts';
import { followBrowserTheme, Prompter } from './prompter.ts';

const modelPath = process.env['HEARTH_TEST_MODEL'] ?? '';
const key = 'a-key-for-the-test';
const timeoutMs = 90_000;
const title = 'Hearth: Connect to a Server';
const command = `${title}…`;

describe('a server of the team', () => {
  let server: RunningServer;
  let prompter: Prompter;
  const editor = useEditor({ settings: followBrowserTheme });
  const host = () => `127.0.0.1:${server.port}`;
  const dialog = (text: string | RegExp): Locator =>
    editor().page.locator('.monaco-dialog-box', { hasText: text });
  const message = (text: string | RegExp): Locator =>
    editor().page.locator('.quick-input-widget .quick-input-message', { hasText: text });

  before(async () => {
    server = await startLlamaServer({ modelPath, threads: 1, key });
    prompter = new Prompter(editor());
    await editor().openFile('inventory.ts');
    await editor().waitForEngine();
    await editor().goTo(33, 4);
    await editor().type('\n\naveragePrice(): number {\n');
  });
  after(async () => {
    await server?.stop();
  });

  /** Until it is said, in the status bar, where text goes. */
  async function status(text: string | RegExp): Promise<void> {
    await editor().statusItem().getByLabel(text).first().waitFor({ timeout: timeoutMs });
  }

  async function begin(): Promise<void> {
    await editor().runCommand(command);
    await prompter.input(title).waitFor();
    await message('Address of llama.cpp’s server or of vLLM').waitFor();
  }

  /** Types what is asked for and goes on. */
  async function answer(text: string): Promise<void> {
    await prompter.inputValue().fill(text);
    await editor().page.keyboard.press('Enter');
  }

  async function giveKey(text: string): Promise<void> {
    await message(`Key for ${host()}`).waitFor();
    await answer(text);
  }

  /** Tokens, by its own counting. */
  async function written(): Promise<number> {
    const told = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${key}` } });
    const count = /^llamacpp:tokens_predicted_total (\d+)$/m.exec(await told.text())?.[1];
    assert.ok(count !== undefined);
    return Number(count);
  }

  async function suggested(typed: string): Promise<string> {
    await editor().type(typed);
    // By hand: how sure the model is does not matter here.
    await editor().runCommand('Hearth: Trigger Suggestion');
    await editor().waitForGhostText(timeoutMs);
    return await editor().ghostText();
  }

  it('takes no address that would send code in clear text', async () => {
    await begin();
    await prompter.inputValue().fill('http://llm.example.com');
    await message('Without TLS others on the network could read your code.').waitFor();
    await prompter.pictures('server-address');
    await editor().page.keyboard.press('Escape');
    await prompter.input(title).waitFor({ state: 'hidden' });
  });

  it('says what is wrong with a key, and begins anew with the address that was typed', async () => {
    await begin();
    await answer(server.url);
    await giveKey('another');
    const refused = dialog(`Hearth is not connected to ${host()}.`);
    await refused.getByText('The server wants another key.').waitFor({ timeout: timeoutMs });
    await prompter.pictures('server-refused');
    await refused.getByRole('button', { name: 'Try Again' }).click();
    await prompter.input(title).waitFor();
    assert.equal(await prompter.inputValue().inputValue(), server.url);
    await editor().page.keyboard.press('Enter');
    await giveKey(key);
  });

  it('tells what answers there, and is not connected by giving up', async () => {
    const asked = dialog(`Send the code around the cursor to ${host()}?`);
    await asked
      .getByText(/llama\.cpp .* with the model .*context of 2,?048 tokens/)
      .waitFor({ timeout: timeoutMs });
    await prompter.pictures('server-consent');
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await asked.waitFor({ state: 'detached' });
    await status(/Hearth is ready/);
  });

  it('sends code there after consent alone, and says so', async () => {
    await begin();
    await answer(server.url);
    await giveKey(key);
    const before = await written();
    await dialog('Send the code').getByRole('button', { name: 'Connect' }).click({ timeout: timeoutMs });
    await status(`Code around the cursor is sent to ${host()}.`);
    assert.match(await suggested('const total = '), /\S/);
    assert.ok((await written()) > before, 'the server has written nothing');
    await prompter.pictures('server-suggestion');
  });

  it('is left by one click in the menu', async () => {
    await editor().page.keyboard.press('Escape');
    await editor().statusItem().locator('a').click();
    const leave = editor().page.locator('.quick-input-list .monaco-list-row', {
      hasText: `Disconnect from ${host()}`,
    });
    await leave.waitFor();
    await prompter.pictures('server-menu');
    await leave.click();
    await status(/Hearth is ready/);
    // The focus is back where the click was.
    await editor().goTo(36, 19);
    const before = await written();
    assert.match(await suggested('0;\nfor (const product of '), /\S/);
    assert.equal(await written(), before);
  });
});

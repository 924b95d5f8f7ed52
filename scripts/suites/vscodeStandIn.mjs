#!/usr/bin/env node
// Takes a desktop VS Code's arguments and runs the tests inside the extension host of a VS Code server, opened
// in a headless browser. Its exit code can be trusted. Must not know what is tested.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import { openBrowser } from '../editor/browser.mjs';
import { startServer } from '../editor/server.mjs';
import { stopGroupsOnExit } from '../setup/processes.mjs';

const limitMs = 14 * 60_000;
/** A busy machine takes longer than the half minute that there is by default. */
const loadTimeoutMs = 2 * 60_000;
/** What a server without a gallery, an account and a desktop keeps telling; none of it is about the tests. */
const noise =
  /open-vsx|Creating a socket|connection token|AccountPolicyGate|AgentHost|reconnection-grace|Service Worker|extensions cache|auth.*provider 'github'|bindings file/;

const args = process.argv.slice(2);
const valuesOf = (/** @type {string} */ name) =>
  args
    .filter((argument) => argument.startsWith(`--${name}=`))
    .map((argument) => argument.slice(name.length + 3));

stopGroupsOnExit();
// A page's address can name one extension under development only.
const [developed = '', ...extensionFolders] = valuesOf('extensionDevelopmentPath');
const server = await startServer({
  settings: readSettings(),
  extensionFolders,
  // Without this flag a built product ignores the payload and never runs the tests.
  flags: ['--enable-smoke-test-driver'],
});
const browser = await openBrowser({ headless: true });
const code = await runInHost();
await browser.close();
const end = await hostEnd();
server.stop();
const isClean = code === 0 && end === 'code: 0, signal: null';
if (!isClean) console.log(`The extension host ended with ${end}; VS Code reported ${code}.`);
process.exit(isClean ? 0 : 1);

function readSettings() {
  const file = path.join(valuesOf('user-data-dir')[0] ?? '', 'User', 'settings.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** @returns {Promise<number | string>} */
async function runInHost() {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const ended = new Promise((resolve) => {
    setTimeout(() => resolve('time-out'), limitMs).unref();
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ _type, /** @type {unknown[]} */ words) => {
      const line = format(...words);
      if (!noise.test(line)) console.log(line);
    },
  );
  const remote = (/** @type {string} */ file) => `vscode-remote://${server.authority}${path.resolve(file)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(developed)],
    ['extensionTestsPath', remote(valuesOf('extensionTestsPath')[0] ?? '')],
  ];
  const folder = args.find((argument) => !argument.startsWith('-')) ?? '';
  const address = `${server.addressOf(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  await page.goto(address, { timeout: loadTimeoutMs });
  return await ended;
}

/** A crashed extension host reports 0 like a good one; only the server's log tells them apart. */
async function hostEnd() {
  for (let attempt = 0; attempt < 50; attempt++) {
    const found = /Extension Host Process exited with (code: \S+, signal: \w+)/.exec(server.log());
    if (found?.[1] !== undefined) return found[1];
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  return 'nothing in the log';
}

#!/usr/bin/env node
// Takes a desktop VS Code's arguments and runs the tests inside the extension host of a VS Code server, opened
// in a headless browser, in two windows where a second one is named. Its exit code can be trusted.
// Must not know what is tested.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import { openBrowser } from '../editor/browser.mjs';
import { startServer } from '../editor/server.mjs';
import { stopGroupsOnExit } from '../setup/processes.mjs';

const limitMs = Number(process.env['HEARTH_TEST_LIMIT_MS'] ?? 14 * 60_000);
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
const tests = valuesOf('extensionTestsPath');
const windows = [
  { folder: args.find((argument) => !argument.startsWith('-')) ?? '', runs: tests[0] ?? '' },
  ...valuesOf('otherWindowPath').map((runs) => ({ folder: valuesOf('otherWindowFolder')[0] ?? '', runs })),
];
const codes = await Promise.all(windows.map(runInHost));
await browser.close();
const ends = await hostEnds(windows.length);
server.stop();
const isClean =
  codes.every((code) => code === 0) && ends.every((hostEnd) => hostEnd === 'code: 0, signal: null');
if (!isClean) {
  console.log(`The extension host ended with ${ends.join(', ')}; VS Code reported ${codes.join(', ')}.`);
}
process.exit(isClean ? 0 : 1);

function readSettings() {
  const file = path.join(valuesOf('user-data-dir')[0] ?? '', 'User', 'settings.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** @param {{ folder: string, runs: string }} window @returns {Promise<number | string>} */
async function runInHost({ folder, runs }) {
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
    ['extensionTestsPath', remote(runs)],
  ];
  const address = `${server.addressOf(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  await page.goto(address, { timeout: loadTimeoutMs });
  return await ended;
}

/** A crashed extension host reports 0 like a good one; only the server's log tells them apart. @param {number} count */
async function hostEnds(count) {
  for (let attempt = 0; attempt < 300; attempt++) {
    const found = [
      ...server.log().matchAll(/Extension Host Process exited with (code: \S+, signal: \w+)/g),
    ].map((match) => match[1] ?? '');
    if (found.length >= count) return found;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  return ['nothing in the log'];
}

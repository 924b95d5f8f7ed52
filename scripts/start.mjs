// `npm start`: all set-up, then Hearth completing in a real editor, which stays open until Ctrl-C.
// `--once` ends after the proof, with 1 when no ghost text came; `--desktop` insists on a desktop VS Code.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { hearthHome } from '../src/models/files/hearthHome.mjs';
import { bootstrap, usualSteps } from './bootstrap.mjs';
import { ensurePackage, vsixFile } from './package.mjs';
import { findOnPath } from './setup/findOnPath.mjs';
import { projectRoot, scratchFolder } from './setup/paths.mjs';
import { stopGroupsOnExit } from './setup/processes.mjs';
import { Progress } from './setup/progress.mjs';

const flags = process.argv.slice(2);
const unknown = flags.filter((flag) => flag !== '--once' && flag !== '--desktop');
if (unknown.length > 0) throw new Error(`npm start knows --once and --desktop, not ${unknown.join(', ')}.`);

stopGroupsOnExit();
const progress = new Progress();
const code = chooseDesktop();
const withoutServer = /** @type {const} */ (['dependencies', 'build', 'weights']);
await bootstrap(code === undefined ? usualSteps : withoutServer, progress);
await ensurePackage(progress);
const workspace = prepareWorkspace();
const { Workbench } = await import('./editor/workbench.mjs');
const screenshots = path.join(scratchFolder, 'screenshots');
process.exit(await (code === undefined ? showInBrowser() : showOnDesktop(code)));

/** The command-line program of a desktop VS Code, if it is to be used. */
function chooseDesktop() {
  const found = findOnPath('code');
  if (flags.includes('--desktop')) {
    if (found === undefined) throw new Error('There is no `code` on PATH; run npm start without --desktop.');
    return found;
  }
  const hasDisplay =
    process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
  return hasDisplay ? found : undefined;
}

/**
 * A fresh copy of the sample, so that typing changes no file of the checkout; and outside of it, because its ignore
 * file hides what runs leave behind, and Hearth reads nothing that git ignores.
 */
function prepareWorkspace() {
  const folder = path.join(hearthHome(), 'sample');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(hearthHome(), { recursive: true });
  cpSync(path.join(projectRoot, 'media/sample'), folder, { recursive: true });
  return folder;
}

/** @param {string} program @returns {Promise<number>} exit code */
async function showOnDesktop(program) {
  const { openDesktop } = await import('./editor/desktop.mjs');
  progress.say('desktop VS Code: opening …');
  const { page, closed } = await openDesktop({ code: program, vsix: vsixFile, folder: workspace });
  const workbench = new Workbench(page, screenshots);
  await workbench.waitUntilLoaded();
  const isShown = await prove(workbench);
  if (flags.includes('--once') || !isShown) return isShown ? 0 : 1;
  progress.say('VS Code stays open; closing it or Ctrl-C ends this.');
  await closed;
  return 0;
}

/** @returns {Promise<number>} exit code */
async function showInBrowser() {
  const { startServer } = await import('./editor/server.mjs');
  const { hasDisplay, openBrowser } = await import('./editor/browser.mjs');
  progress.say('VS Code server: starting …');
  const server = await startServer({ vsix: vsixFile, allBuiltIns: true });
  const address = server.addressOf(workspace);
  const headless = !hasDisplay();
  const browser = await openBrowser({ headless });
  const isShown = await prove(await Workbench.open(browser, address, screenshots));
  if (flags.includes('--once') || !isShown) {
    await browser.close();
    return isShown ? 0 : 1;
  }
  // A window that nobody sees would only keep a second engine in memory.
  if (headless) await browser.close();
  progress.say(`The editor waits at ${address}`);
  progress.say('Ctrl-C ends it.');
  return await new Promise(() => {
    setInterval(() => {}, 60_000);
  });
}

/**
 * Types as a person would and waits for ghost text.
 *
 * @param {InstanceType<typeof Workbench>} workbench
 * @returns {Promise<boolean>} whether it came
 */
async function prove(workbench) {
  await workbench.openFile('inventory.ts');
  await workbench.waitForEngine();
  progress.say('typing in src/inventory.ts …');
  await workbench.goTo(33, 4);
  await workbench.type('\n\naveragePrice(): number {\n');
  await workbench.type('const total = ');
  const lastKeyMs = performance.now();
  const failure = await workbench.waitForGhostText(60_000).then(
    () => undefined,
    (/** @type {Error} */ error) => error,
  );
  const latencyMs = performance.now() - lastKeyMs;
  if (failure === undefined) {
    progress.say(`ghost text ${latencyMs.toFixed(0)} ms after the last key: ${await workbench.ghostText()}`);
  } else {
    progress.say(`no ghost text came: ${failure.message}`);
  }
  const screenshot = await workbench.screenshot(failure === undefined ? 'ghost-text' : 'no-ghost-text');
  progress.say(`screenshot: ${path.relative(projectRoot, screenshot)}`);
  return failure === undefined;
}

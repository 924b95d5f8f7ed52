// `npm start`: all set-up, then Hearth completing in a real editor. `--once` ends after the proof;
// `--desktop` insists on a desktop VS Code.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { packageExtension } from './package.mjs';
import { projectRoot, scratchFolder } from './setup/paths.mjs';
import { findOnPath, run, step } from './setup/shell.mjs';

const flags = new Set(process.argv.slice(2));
const desktop = findOnPath('code');
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const wantsDesktop = flags.has('--desktop') || (desktop !== undefined && hasDisplay && !flags.has('--once'));

await bootstrap({ editor: !wantsDesktop });
let vsix = '';
await step('package the extension', async () => {
  vsix = await packageExtension();
  return 'done';
});
const workspace = prepareWorkspace();
if (wantsDesktop) await openDesktop();
else process.exitCode = await proveInBrowser();

/** A fresh copy of the sample, so that typing changes no file of the checkout. */
function prepareWorkspace() {
  const folder = path.join(scratchFolder, 'sample');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(scratchFolder, { recursive: true });
  cpSync(path.join(projectRoot, 'media/sample'), folder, { recursive: true });
  return folder;
}

async function openDesktop() {
  if (desktop === undefined) throw new Error('There is no `code` on PATH; run without --desktop.');
  await run(desktop, ['--install-extension', vsix, '--force']);
  spawn(desktop, [workspace, path.join(workspace, 'src/inventory.ts')], { stdio: 'inherit' });
  console.log('VS Code opens with Hearth installed: type in src/inventory.ts.');
}

/** @returns {Promise<number>} exit code */
async function proveInBrowser() {
  const { startServer } = await import('./editor/server.mjs');
  const { openBrowser } = await import('./editor/workbench.mjs');
  const server = await startServer({ vsix });
  const browser = await openBrowser();
  const stop = async () => {
    await browser.close();
    server.stop();
  };
  try {
    const shown = await prove(browser, server.address);
    if (flags.has('--once') || !shown) return shown ? 0 : 1;
    console.log(`\nThe editor waits at http://${server.address}/?folder=${workspace}\nCtrl-C ends it.`);
    await new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
    });
    return 0;
  } finally {
    await stop();
  }
}

/**
 * Types as a person would and waits for ghost text.
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 */
async function prove(browser, address) {
  const { Workbench } = await import('./editor/workbench.mjs');
  console.log('• opening the editor and typing …');
  const workbench = await Workbench.open(
    browser,
    address,
    workspace,
    path.join(scratchFolder, 'screenshots'),
  );
  await workbench.openFile('inventory.ts');
  await workbench.goTo(34, 1);
  const typed = '  averagePrice(): number {\n';
  await workbench.type(typed);
  await workbench.waitForEngine();
  await workbench.type('const total = ');
  const lastKeyMs = performance.now();
  try {
    const ghost = await workbench.ghostText(60_000);
    const latencyMs = performance.now() - lastKeyMs;
    console.log(`  ghost text: ${JSON.stringify(ghost)}, ${latencyMs.toFixed(0)} ms after the last key`);
    console.log(`  screenshot: ${path.relative(projectRoot, await workbench.screenshot('ghost-text'))}`);
    return true;
  } catch (error) {
    console.log(`  no ghost text came: ${error instanceof Error ? error.message : String(error)}`);
    console.log(`  screenshot: ${path.relative(projectRoot, await workbench.screenshot('no-ghost-text'))}`);
    return false;
  }
}

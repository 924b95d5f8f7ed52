// Opens a desktop VS Code with data folders of its own, and connects to its window as to a browser page.
// Must not know what is done in it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { run, startGroup, stopGroup } from '../setup/processes.mjs';
import { freePort, quietSettings } from './server.mjs';

const startTimeoutMs = 60_000;

/**
 * @param {{ code: string, vsix: string, folder: string }} options `code` is VS Code's command-line program
 * @returns {Promise<{ page: import('playwright-core').Page, closed: Promise<void>, stop: () => void }>}
 */
export async function openDesktop({ code, vsix, folder }) {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'hearth-desktop-'));
  const userFolder = path.join(dataFolder, 'User');
  mkdirSync(userFolder);
  writeFileSync(path.join(userFolder, 'settings.json'), JSON.stringify(quietSettings, undefined, 2));
  const own = [`--user-data-dir=${dataFolder}`, `--extensions-dir=${path.join(dataFolder, 'extensions')}`];
  await run(code, [...own, '--install-extension', vsix]);
  const port = await freePort();
  const args = [...own, '--new-window', '--wait', '--disable-workspace-trust', '--skip-welcome'];
  const editor = startGroup(code, [...args, `--remote-debugging-port=${port}`, folder], {
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
  const closed = /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      editor.once('exit', () => resolve());
    })
  );
  const stop = () => {
    process.off('exit', stop);
    stopGroup(editor);
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  process.on('exit', stop);
  return { page: await findWindow(port), closed, stop };
}

/** @param {number} port */
async function findWindow(port) {
  const deadlineMs = performance.now() + startTimeoutMs;
  while (performance.now() < deadlineMs) {
    const page = await windowNow(port);
    if (page !== undefined) return page;
    await sleep(500);
  }
  throw new Error('VS Code’s window did not open. Is another program named `code` on PATH?');
}

/** @param {number} port */
async function windowNow(port) {
  try {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const pages = browser.contexts().flatMap((context) => context.pages());
    return pages.find((page) => page.url().includes('workbench'));
  } catch {
    // Not listening yet.
    return undefined;
  }
}

// Opens the packaged extension in a real VS Code for a recording, and takes its pictures. The times between pictures are
// those that passed. Must not know what is done in it.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bootstrap } from '../bootstrap.mjs';
import { openBrowser } from '../editor/browser.mjs';
import { startServer } from '../editor/server.mjs';
import { Workbench } from '../editor/workbench.mjs';
import { ensurePackage, vsixFile } from '../package.mjs';
import { projectRoot, scratchFolder } from '../setup/paths.mjs';
import { stopGroupsOnExit } from '../setup/processes.mjs';
import { Progress } from '../setup/progress.mjs';
import { presentWeights } from '../weights/weights.mjs';
import { animationOf } from './animation.mjs';

const width = 840;
const height = 420;

/** @typedef {import('./animation.mjs').Frame} Frame */

export class Recording {
  /** @param {Workbench} workbench */
  constructor(workbench) {
    this.workbench = workbench;
    this.frames = /** @type {Frame[]} */ ([]);
  }

  /** @param {number} delayMs until the next one */
  async take(delayMs) {
    const png = await this.workbench.page.screenshot({ animations: 'disabled', caret: 'initial' });
    this.frames.push({ png, delayMs });
  }

  /** A key and what it did. @param {string} key a character, or `\n` @param {number} keyMs */
  async key(key, keyMs) {
    const { keyboard } = this.workbench.page;
    await (key === '\n' ? keyboard.press('Enter') : keyboard.type(key));
    await this.workbench.page.waitForTimeout(keyMs);
    await this.take(keyMs);
  }
}

/**
 * Writes `media/NAME.gif` of what is done with a file of the sample workspace.
 *
 * @param {{ name: string, file: string, text: string, settings?: Record<string, unknown>,
 *   act: (recording: Recording) => Promise<void> }} scene
 */
export async function record({ name, file, text, settings = {}, act }) {
  stopGroupsOnExit();
  const progress = new Progress();
  await bootstrap(['dependencies', 'build', 'weights', 'server', 'browser'], progress);
  await ensurePackage(progress);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hearth-picture-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(path.join(projectRoot, 'media/sample'), folder, { recursive: true });
  writeFileSync(path.join(folder, file), text);
  const server = await startServer({
    vsix: vsixFile,
    settings: {
      'hearth.model.path': await presentWeights(),
      'hearth.model.tuned': false,
      'workbench.colorTheme': 'Light Modern',
      'workbench.activityBar.location': 'hidden',
      'workbench.editor.showTabs': 'none',
      'workbench.statusBar.visible': true,
      'window.commandCenter': false,
      'window.customTitleBarVisibility': 'never',
      'breadcrumbs.enabled': false,
      'editor.fontSize': 17,
      'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
      ...settings,
    },
  });
  const browser = await openBrowser({ headless: true });
  const screenshots = path.join(scratchFolder, 'screenshots');
  const workbench = await Workbench.open(browser, server.addressOf(folder), screenshots);
  await workbench.page.setViewportSize({ width, height });
  await workbench.openFile(file);
  await workbench.page.keyboard.press('Control+b');
  await workbench.waitForEngine();
  const recording = new Recording(workbench);
  await act(recording).catch(async (/** @type {unknown} */ error) => {
    progress.say(`what stood there: ${await workbench.screenshot(`picture-${name}-failed`)}`);
    throw error;
  });
  await browser.close();
  server.stop();
  const made = path.join(projectRoot, 'media', `${name}.gif`);
  writeFileSync(made, animationOf(recording.frames));
  progress.say(`${path.relative(projectRoot, made)}: ${recording.frames.length} pictures`);
  process.exit(0);
}

// Makes media/typing.gif: real typing in a real VS Code with the packaged extension, a picture after every key:
// `node scripts/pictures/typing.mjs`. The times between pictures are those that passed.
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
/** Between keys: a quick, steady typist. */
const keyMs = 110;
/** Long enough to read a suggestion. */
const readMs = 1100;
const endMs = 2500;

/** Typed one after another; each is followed by a wait for a suggestion, which Tab takes. */
const steps = [
  'export function average(values: number[]): number {\n',
  '  let total',
  '\nfor (const value of ',
  '\n',
  '\nreturn total',
];

/** @typedef {import('./animation.mjs').Frame} Frame */

stopGroupsOnExit();
const progress = new Progress();
await bootstrap(['dependencies', 'build', 'weights', 'server', 'browser'], progress);
await ensurePackage(progress);
const folder = mkdtempSync(path.join(os.tmpdir(), 'hearth-picture-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
cpSync(path.join(projectRoot, 'media/sample'), folder, { recursive: true });
writeFileSync(path.join(folder, 'average.ts'), '');
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
    'hearth.eagerness': 'eager',
  },
});
const browser = await openBrowser({ headless: true });
const workbench = await Workbench.open(
  browser,
  server.addressOf(folder),
  path.join(scratchFolder, 'screenshots'),
);
await workbench.page.setViewportSize({ width, height });
await workbench.openFile('average.ts');
await workbench.page.keyboard.press('Control+b');
await workbench.waitForEngine();
const frames = await record();
await browser.close();
server.stop();
const file = path.join(projectRoot, 'media', 'typing.gif');
writeFileSync(file, animationOf(frames));
progress.say(`${path.relative(projectRoot, file)}: ${frames.length} pictures`);
process.exit(0);

/** @returns {Promise<readonly Frame[]>} */
async function record() {
  const taken = /** @type {Frame[]} */ ([]);
  const take = async (/** @type {number} */ delayMs) => {
    taken.push({
      png: await workbench.page.screenshot({ animations: 'disabled', caret: 'initial' }),
      delayMs,
    });
  };
  await take(600);
  for (const step of steps) {
    for (const key of step) {
      await (key === '\n' ? workbench.page.keyboard.press('Enter') : workbench.page.keyboard.type(key));
      await workbench.page.waitForTimeout(keyMs);
      await take(keyMs);
    }
    const isShown = await workbench.waitForGhostText(4000).then(
      () => true,
      () => false,
    );
    if (!isShown) continue;
    await workbench.ghostText();
    await take(readMs);
    await workbench.page.keyboard.press('Tab');
    await workbench.page.waitForTimeout(keyMs);
    await take(350);
  }
  await take(endMs);
  return taken;
}

// `npm run bench -- editor`: from a key to its ghost text, in the page of a real VS Code with Hearth's package and default
// settings, language servers on. Somebody types hunks of released TypeScript packages at a person's pace.
// `editor [--keys 625] [--json]`
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from '../../scripts/bootstrap.mjs';
import { openBrowser } from '../../scripts/editor/browser.mjs';
import { startServer } from '../../scripts/editor/server.mjs';
import { ghostSelector, Workbench } from '../../scripts/editor/workbench.mjs';
import { ensurePackage, vsixFile } from '../../scripts/package.mjs';
import { scratchFolder } from '../../scripts/setup/paths.mjs';
import { stopGroupsOnExit } from '../../scripts/setup/processes.mjs';
import { Progress } from '../../scripts/setup/progress.mjs';
import { type Random, seededRandom } from '../evaluation/random.ts';
import { hunkSet, languageOf } from '../hunks/hunkSet.ts';
import type { TypedHunk } from '../hunks/typedHunk.ts';
import { gapBeforeKeyMs } from '../replay/keyRhythm.ts';
import { percentiles } from '../statistics.ts';
import { keyTimes } from './keyTimes.ts';
import { type Notes, readNotes, watchPage } from './watchPage.ts';

const { values: flags } = parseArgs({
  args: process.argv.slice(3),
  options: { keys: { type: 'string', default: '625' }, json: { type: 'boolean', default: false } },
});
const modelPath = process.env['HEARTH_BENCH_MODEL'] ?? '';
const wantedKeys = Number(flags.keys);
/** Before somebody types in a file that was just opened. */
const readingMs = 2500;
/** What is suggested at the end of a hunk still comes. */
const endMs = 1500;

stopGroupsOnExit();
const progress = new Progress((line) => process.stderr.write(`${line}\n`));
await bootstrap(['server', 'browser'], progress);
await ensurePackage(progress);
const { report } = await hunkSet(wantedKeys, (line) => console.error(line));
const [first, ...others] = report.filter(({ languageId }) => languageOf(languageId) === 'typescript');
if (first === undefined) throw new Error('There is nothing to type.');
const hunks = [first, ...others];
const folder = mkdtempSync(path.join(os.tmpdir(), 'hearth-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const [index, hunk] of hunks.entries())
  writeFileSync(path.join(folder, fileName(hunk, index)), hunk.text);

const server = await startServer({
  vsix: vsixFile,
  allBuiltIns: true,
  settings: {
    'hearth.model.path': modelPath,
    // Its restart would come in between.
    'hearth.model.tuned': false,
    // What is typed is to be what stands there.
    'editor.acceptSuggestionOnEnter': 'off',
    'editor.acceptSuggestionOnCommitCharacter': false,
  },
});
const browser = await openBrowser({ headless: true });
let notes: Notes = { keys: [], changes: [] };
try {
  const screenshots = path.join(scratchFolder, 'screenshots');
  const workbench = await Workbench.open(browser, server.addressOf(folder), screenshots);
  // The engine starts with the first file.
  await workbench.openFile(fileName(first, 0));
  await workbench.waitForEngine();
  await workbench.page.evaluate(watchPage(ghostSelector));
  const random = seededRandom(3);
  for (const [index, hunk] of hunks.entries()) {
    if (notes.keys.length >= wantedKeys) break;
    await openAt(workbench, fileName(hunk, index), hunk);
    await typeHunk(workbench, hunk.typed, random);
    await workbench.page.waitForTimeout(endMs);
    notes = await workbench.page.evaluate<Notes>(readNotes);
    console.error(`${notes.keys.length} keys`);
    await workbench.page.keyboard.press('Escape');
  }
  await workbench.screenshot('bench-editor');
} finally {
  await browser.close();
  server.stop();
}

const { alongMs, appearingMs } = keyTimes(notes.keys, notes.changes);
const figures = {
  machine: os.cpus()[0]?.model ?? 'unknown',
  cores: os.availableParallelism(),
  keys: notes.keys.length,
  along: { keys: alongMs.length, ...percentiles(alongMs) },
  appearing: { keys: appearingMs.length, ...percentiles(appearingMs) },
};
if (flags.json) console.log(JSON.stringify(figures));
else {
  console.log(`${figures.machine}, ${figures.cores} cores; ${figures.keys} keys at a person's pace`);
  for (const [name, { keys: count, p50, p90 }] of [
    ['typed along', figures.along],
    ['newly appearing', figures.appearing],
  ] as const)
    console.log(`${name.padEnd(16)} ${String(count).padStart(4)} keys, p50 / p90 ${p50} / ${p90} ms`);
}
process.exit(0);

/** Found by name without doubt. */
function fileName(hunk: TypedHunk, index: number): string {
  return `place${index}${path.extname(hunk.path)}`;
}

async function openAt(workbench: Workbench, name: string, { text, offset }: TypedHunk): Promise<void> {
  await workbench.openFile(name);
  const lines = text.slice(0, offset).split('\n');
  await workbench.goTo(lines.length, (lines.at(-1) ?? '').length + 1);
  await workbench.page.waitForTimeout(readingMs);
}

/** The editor indents lines and closes brackets itself; what it adds stays. */
async function typeHunk({ page }: Workbench, typed: string, random: Random): Promise<void> {
  const struck = Array.from(typed.replaceAll(/\n[ \t]*/g, '\n'));
  for (const [index, key] of struck.entries()) {
    if (index > 0) await page.waitForTimeout(gapBeforeKeyMs(random, key, struck[index - 1] ?? ''));
    await (key === '\n' ? page.keyboard.press('Enter') : page.keyboard.type(key));
  }
}

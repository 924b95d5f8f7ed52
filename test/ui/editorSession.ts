// The packaged extension, installed in a VS Code server that a browser shows: one for each `describe`.
// Knows how to open and close it, not what is tested.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../scripts/editor/browser.mjs';
import { type RunningServer, startServer } from '../../scripts/editor/server.mjs';
import { Workbench } from '../../scripts/editor/workbench.mjs';
import { projectRoot, scratchFolder } from '../../scripts/setup/paths.mjs';
import { stopGroupsOnExit } from '../../scripts/setup/processes.mjs';

const startTimeoutMs = 180_000;

/**
 * Inside a word VS Code gives inline suggestions 750 ms, then cancels them for good in favour of its own list:
 * longer than an answer takes, but not on a machine that is busy with something else.
 */
const patientSettings = { 'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' } };

stopGroupsOnExit();

type Settings = Readonly<Record<string, unknown>>;

export interface EditorSetup {
  readonly settings?: Settings | (() => Promise<Settings>);
  /** Files beside those of the sample workspace, by name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: () => NodeJS.ProcessEnv;
  readonly trustsAll?: boolean;
  /** Language servers, Git and the like run too. */
  readonly allBuiltIns?: boolean;
  /** Of the workspace, before it is opened. */
  readonly prepare?: (folder: string) => void;
  readonly language?: string;
}

export interface EditorSession {
  (): Workbench;
  /** What Hearth logged so far. */
  readonly log: () => string;
}

/** Registers mocha hooks in the calling `describe`; the function gives the open workbench. */
export function useEditor(setup: EditorSetup): EditorSession {
  const {
    settings = {},
    files = {},
    env,
    trustsAll = true,
    allBuiltIns = false,
    prepare = () => {},
    language,
  } = setup;
  let folder: string;
  let server: RunningServer;
  let browser: Browser;
  let workbench: Workbench;

  before(async function () {
    this.timeout(startTimeoutMs);
    folder = mkdtempSync(path.join(os.tmpdir(), 'hearth-ui-'));
    cpSync(path.join(projectRoot, 'media/sample'), folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    prepare(folder);
    server = await startServer({
      allBuiltIns,
      vsix: requireEnv('HEARTH_TEST_VSIX'),
      flags: ['--log', 'debug'],
      env: { ...process.env, ...env?.() },
      trustsAll,
      settings: {
        ...patientSettings,
        'hearth.model.path': requireEnv('HEARTH_TEST_MODEL'),
        // Its restart would come in between, when a test waits long.
        'hearth.model.tuned': false,
        ...(typeof settings === 'function' ? await settings() : settings),
      },
    });
    browser = await openBrowser({ headless: true });
    const screenshots = path.join(scratchFolder, 'screenshots');
    workbench = await Workbench.open(browser, server.addressOf(folder), screenshots, language);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      console.log(server.hearthLog().slice(-3000));
      await workbench.screenshot(`failed ${this.currentTest.title}`.replaceAll(/\W+/g, '-'));
    }
  });

  after(async () => {
    await browser?.close();
    server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  return Object.assign(() => workbench, { log: () => server.hearthLog() });
}

function requireEnv(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run these tests by \`npm run test:ui\`.`);
  return value;
}

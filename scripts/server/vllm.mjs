// vLLM on the processor, and its router, for tests: Python packages put into the cache, the weights of development as a
// folder that it serves, both started on free ports of this machine. Development only. Node built-ins only.
import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../setup/processes.mjs';
import { presentWeights } from '../weights/weights.mjs';
import { freePort, startLoopback } from './loopback.mjs';
import { cacheFolder, fillCacheFolder, installPackages, requirePython } from './pythonFolder.mjs';

/** With the versions in `vllmPackages.txt`. */
const packagesName = 'vllm-0.32.0-router-0.1.17';
const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
/** A processor that other work shares takes long to load it. */
const healthyMs = 5 * 60_000;
const who = 'vLLM';

export async function hasVllm() {
  const modelPath = await presentWeights();
  return (
    cacheFolder(packagesName).isComplete &&
    modelPath !== undefined &&
    cacheFolder(weightsName(modelPath)).isComplete
  );
}

/** About 6 GB of packages, and 1.3 GB of weights. */
export async function installVllm() {
  const modelPath = await presentWeights();
  if (modelPath === undefined) throw new Error('There are no weights for vLLM to be given.');
  const python = requirePython(who);
  await fillCacheFolder(
    packagesName,
    async (partial) => await installPackages(python, partial, ['-r', here('vllmPackages.txt')]),
  );
  await fillCacheFolder(weightsName(modelPath), async (partial) => {
    await run(python, [here('ggufToFolder.py'), modelPath, partial], {
      env: { ...process.env, ...environment() },
    });
  });
}

/**
 * @typedef {object} VllmOptions
 * @property {string} modelPath
 * @property {number} [tokens] of a prompt and its answer
 * @property {number} [threads]
 * @property {string} [key] what clients have to bring
 * @property {string} [model] what it calls the model
 * @property {number} [port] any free one when absent
 */

/**
 * Resolves when it answers.
 *
 * @param {VllmOptions} options
 * @returns {Promise<import('./loopback.mjs').RunningServer>}
 */
export async function startVllm({
  modelPath,
  tokens = 1024,
  threads = 1,
  key,
  model = 'Qwen2.5-Coder-0.5B-Instruct',
  port,
}) {
  const chosen = port ?? (await freePort());
  const { folder, isComplete } = cacheFolder(weightsName(modelPath));
  if (!isComplete) throw notSetUp();
  // The command `vllm` asks for a package of that name, which this one is not.
  const serve = ['--model', folder, '--served-model-name', model];
  const size = ['--max-model-len', tokens, '--max-num-seqs', 4];
  // Without compiling, which takes minutes and a compiler. Blocks of the prefix cache as small as they may be here.
  const plain = ['--dtype', 'bfloat16', '--enforce-eager', '--block-size', 32];
  const access = key === undefined ? [] : ['--api-key', key];
  const env = {
    OMP_NUM_THREADS: `${threads}`,
    VLLM_CPU_OMP_THREADS_BIND: 'nobind',
    VLLM_CPU_KVCACHE_SPACE: '1',
  };
  const module = 'vllm.entrypoints.openai.api_server';
  const server = await startTied(module, [...serve, ...size, ...plain, ...access], chosen, env);
  try {
    await computeOnce(server.url, model, key);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/** Its first answer takes half a minute: it makes itself ready only then. */
async function computeOnce(
  /** @type {string} */ url,
  /** @type {string} */ model,
  /** @type {string=} */ key,
) {
  const answer = await fetch(`${url}/v1/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ model, prompt: 'a', max_tokens: 2, logprobs: 1 }),
  });
  if (!answer.ok) throw new Error(`vLLM answered ${answer.status}: ${await answer.text()}`);
}

/**
 * @param {readonly string[]} workers addresses of the servers behind it
 * @param {readonly (string | number)[]} [more] arguments
 */
export async function startVllmRouter(workers, more = []) {
  const port = await freePort();
  const metrics = ['--prometheus-port', await freePort()];
  const routing = ['--policy', 'consistent_hash', '--worker-urls', ...workers];
  return await startTied('vllm_router.launch_router', [...routing, ...metrics, ...more], port, {});
}

/**
 * @param {string} module
 * @param {readonly (string | number)[]} args
 * @param {number} port
 * @param {NodeJS.ProcessEnv} env
 */
async function startTied(module, args, port, env) {
  const python = requirePython(who);
  if (!cacheFolder(packagesName).isComplete) throw notSetUp();
  return await startLoopback({
    name: module,
    python,
    args: [here('tied.py'), module, ...args, '--host', '127.0.0.1', '--port', port],
    env: { ...environment(), ...env },
    port,
    healthyMs,
  });
}

/** Nothing of it is to be asked for or told elsewhere. */
function environment() {
  return {
    PYTHONPATH: cacheFolder(packagesName).folder,
    HF_HUB_OFFLINE: '1',
    VLLM_NO_USAGE_STATS: '1',
    DO_NOT_TRACK: '1',
  };
}

/** Another file, another folder. @param {string} modelPath */
function weightsName(modelPath) {
  return path.join('vllm-weights', `${path.basename(modelPath, '.gguf')}-${statSync(modelPath).size}`);
}

function notSetUp() {
  return new Error('vLLM is not set up: `npm run bootstrap -- vllm`.');
}

// All set-up, step by step, each skipped when already done: `node scripts/bootstrap.mjs [STEP…]`.
// Node built-ins only, because it runs on a bare checkout.
import { pathToFileURL } from 'node:url';
import { build, isBuilt } from './build.mjs';
import { hasLlamaServer, installLlamaServer } from './server/llamaServer.mjs';
import { hasVllm, installVllm } from './server/vllm.mjs';
import { hasDependencies, installDependencies } from './setup/dependencies.mjs';
import { findBrowser, hasServer, installBrowser, installServer, vscodeVersion } from './setup/editor.mjs';
import { stopGroupsOnExit } from './setup/processes.mjs';
import { Progress } from './setup/progress.mjs';
import { presentWeights, provideWeights } from './weights/weights.mjs';

/** @typedef {{ title: string, isDone: () => Promise<boolean>, work: (progress: Progress) => Promise<void> }} Step */

/** @param {import('./setup/editor.mjs').EditorAge} age @returns {Step} */
function serverStep(age) {
  return {
    title: `VS Code ${vscodeVersion(age)} server`,
    isDone: async () => await hasServer(age),
    work: async (progress) => await installServer(age, progress),
  };
}

/** In this order; each may need those above it. */
const steps = /** @satisfies {Record<string, Step>} */ ({
  dependencies: { title: 'npm dependencies', isDone: hasDependencies, work: installDependencies },
  build: { title: 'build', isDone: isBuilt, work: build },
  weights: {
    title: 'model weights',
    isDone: async () => (await presentWeights()) !== undefined,
    work: async (progress) => void (await provideWeights(progress)),
  },
  llamaServer: { title: 'llama.cpp’s server', isDone: hasLlamaServer, work: installLlamaServer },
  vllm: { title: 'vLLM and its router', isDone: hasVllm, work: installVllm },
  server: serverStep('newest'),
  oldestServer: serverStep('oldest'),
  browser: {
    title: 'browser',
    isDone: async () => findBrowser() !== undefined,
    work: installBrowser,
  },
});

/** @typedef {keyof typeof steps} StepName */

const allSteps = /** @type {StepName[]} */ (Object.keys(steps));

/** What everybody needs; the others are asked for by name. */
export const usualSteps = allSteps.filter((name) => !['oldestServer', 'llamaServer', 'vllm'].includes(name));

/**
 * @param {readonly StepName[]} names
 * @param {Progress} progress
 */
export async function bootstrap(names, progress) {
  for (const name of allSteps.filter((step) => names.includes(step))) {
    const { title, isDone, work } = steps[name];
    await progress.step(title, isDone, async () => await work(progress));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const named = /** @type {StepName[]} */ (process.argv.slice(2));
  const unknown = named.filter((name) => !allSteps.includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no step ${unknown.join(', ')}; there are ${allSteps.join(', ')}.`);
  stopGroupsOnExit();
  await bootstrap(named.length > 0 ? named : usualSteps, new Progress());
}

// `npm run bench -- threads`: evaluation with fixed numbers of threads and with the engine's own choice, beside
// processes that keep cores busy; and how long an engine takes to come back. `threads [--model FILE]`
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { parseArgs } from 'node:util';
import type { InferenceBackend } from '../../engine/llama/backend.ts';
import { loadModel } from '../../engine/llama/loadModel.ts';
import { percentiles } from '../statistics.ts';
import { measureReload } from './reload.ts';

interface Neighbour {
  readonly name: string;
  readonly processes: number;
  /** Share of each 100 ms in which it computes. */
  readonly duty: number;
  readonly nice: number;
}

const neighbours: readonly Neighbour[] = [
  { name: 'none', processes: 0, duty: 1, nice: 0 },
  { name: 'one, a third of the time', processes: 1, duty: 0.33, nice: 0 },
  { name: 'one, always', processes: 1, duty: 1, nice: 0 },
  { name: 'one, always, nice 19', processes: 1, duty: 1, nice: 19 },
  { name: 'two, always', processes: 2, duty: 1, nice: 0 },
];
const decodedTokens = 25;
const { values: flags } = parseArgs({ args: process.argv.slice(3), options: { model: { type: 'string' } } });
const modelPath = flags.model ?? process.env['HEARTH_BENCH_MODEL'] ?? '';

async function startNeighbour({ duty, nice }: Neighbour): Promise<ChildProcess> {
  const program = `console.log('busy'); for (;;) {
    const end = performance.now() + ${100 * duty};
    while (performance.now() < end);
    if (${duty} < 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${100 * (1 - duty)});
  }`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  if (child.pid !== undefined) os.setPriority(child.pid, nice);
  return child;
}

async function measure(backend: InferenceBackend) {
  const tokens = backend.vocabulary.tokenize('const sum = first + second;\n'.repeat(60));
  await backend.keepFirst(0, 0);
  // The first calls let the policy see its neighbours.
  const noticedAtMs = performance.now() + 1000;
  while (performance.now() < noticedAtMs) {
    await backend.evaluate(0, tokens.slice(0, 4), { count: 1, boosted: [] });
    if (performance.now() > noticedAtMs - 200) await backend.keepFirst(0, 0);
  }
  await backend.keepFirst(0, 0);
  const prefillStartMs = performance.now();
  for (let at = 0; at < 128; at += 64) await backend.evaluate(0, tokens.slice(at, at + 64), undefined);
  const prefillMs = performance.now() - prefillStartMs;
  const decodeMs: number[] = [];
  for (const token of tokens.slice(0, decodedTokens)) {
    const startMs = performance.now();
    await backend.evaluate(0, [token], { count: 1, boosted: [] });
    decodeMs.push(performance.now() - startMs);
  }
  return { prefill: (128 * 1000) / prefillMs, ...percentiles(decodeMs) };
}

for (let time = 0; time < 3; time++) {
  const { readyMs, warmMs } = await measureReload(modelPath);
  console.log(`loaded again in ${readyMs.toFixed(0)} ms, the file's prompt ${warmMs.toFixed(0)} ms later`);
}
const cores = os.cpus().length;
console.log(`${cores} logical cores, ${modelPath}`);
console.log('| neighbours | threads | prefill, tokens/s | a token, ms: p50 / p90 |');
console.log('| --- | --- | --- | --- |');
for (const threads of [1, 2, 0]) {
  const backend = await loadModel({ modelPath, contextTokens: 2048, sequences: 1, threads }, () => {});
  for (const neighbour of neighbours) {
    const children = await Promise.all(
      Array.from({ length: neighbour.processes }, () => startNeighbour(neighbour)),
    );
    const { prefill, p50, p90 } = await measure(backend);
    for (const child of children) child.kill('SIGKILL');
    const choice = threads === 0 ? 'measured' : `${threads}`;
    console.log(
      `| ${neighbour.name} | ${choice} | ${prefill.toFixed(0)} | ${p50.toFixed(1)} / ${p90.toFixed(1)} |`,
    );
  }
  await backend.dispose();
}

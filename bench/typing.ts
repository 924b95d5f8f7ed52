// `npm run bench`: replays recorded typing key by key through three layouts in one run and prints the figures.
// `--quick` ends under 50 s; `--hearth` leaves the others out, to compare two model files or versions; `--json` prints
// one object alone on standard output.
import os from 'node:os';
import { parseArgs } from 'node:util';
import { loadModel } from '../engine/llama/loadModel.ts';
import { startLlamaServer } from '../scripts/server/llamaServer.mjs';
import { benchContext } from './benchContext.ts';
import { infillLayout } from './infillLayout.ts';
import { hearthLayout, type KeySample, type Layout } from './layouts.ts';
import { recordedLanguage } from './replay/recording.ts';
import { percentiles } from './statistics.ts';
import { readTrace, spreadRuns, type TypingRun, typingRuns } from './trace.ts';

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean' }, hearth: { type: 'boolean' }, json: { type: 'boolean' } },
});
const modelPath = process.env['HEARTH_BENCH_MODEL'] ?? '';
const runCount = flags.quick === true ? 2 : 32;
/** Long runs would weigh more than short ones; a line is seldom longer. */
const maxKeysPerRun = flags.quick === true ? 4 : 10;

const say = (line: string) => (flags.json === true ? console.error(line) : console.log(line));
const threads = 0;
const backend = await loadModel({ modelPath, contextTokens: 4096, sequences: 4, threads }, () => {});
const trace = await readTrace(new URL('traces/rustcode.json.gz', import.meta.url));
const runs = spreadRuns(typingRuns(trace), runCount);
const context = benchContext(() => performance.now());
await context.prepare(recordedLanguage);
/** The peer is llama.cpp's own server with the same weights and as many threads; it rests while the others compute. */
const server =
  flags.hearth === true
    ? undefined
    : await startLlamaServer({ modelPath, slots: 1, tokensPerSlot: 4096, threads: backend.threads });
const layouts = [
  hearthLayout(backend, context, false),
  ...(server === undefined ? [] : [infillLayout(server.url), hearthLayout(backend, context, true)]),
];
const results: Record<string, ReturnType<typeof summarize>> = {};
for (const layout of layouts) {
  say(`replaying ${runs.length} typing runs: ${layout.name} …`);
  results[layout.name] = summarize(await replay(layout, runs));
  for (let slot = 0; slot < backend.sequences; slot++) await backend.keepFirst(slot, 0);
}
const machine = {
  processor: os.cpus()[0]?.model ?? 'unknown',
  cores: os.availableParallelism(),
  threads: backend.threads,
  platform: `${process.platform}-${process.arch}`,
  node: process.version,
};
const model = { name: backend.shape.name, quantization: backend.shape.quantization };
context.dispose();
await server?.stop();
await backend.dispose();
if (flags.json === true) console.log(JSON.stringify({ machine, model, layouts: results }));
else print();

interface Samples {
  readonly first: KeySample[];
  readonly inside: KeySample[];
}

async function replay(layout: Layout, typed: readonly TypingRun[]): Promise<Samples> {
  const samples: Samples = { first: [], inside: [] };
  for (const run of typed) {
    await layout.prepare(run.text, run.offset);
    for (let keys = 1; keys <= Math.min(run.typed.length, maxKeysPerRun); keys++) {
      const offset = run.offset + keys;
      const text = run.text.slice(0, run.offset) + run.typed.slice(0, keys) + run.text.slice(run.offset);
      const sample = await layout.answer(text, offset);
      (keys === 1 ? samples.first : samples.inside).push(sample);
    }
  }
  return samples;
}

function summarize({ first, inside }: Samples) {
  return {
    keys: inside.length,
    evaluatedTokens: percentiles(inside.map((sample) => sample.evaluatedTokens)),
    firstTokenMs: percentiles(inside.map((sample) => sample.firstTokenMs)),
    lineMs: percentiles(inside.map((sample) => sample.lineMs)),
    coldMs: percentiles(first.map((sample) => sample.lineMs)),
  };
}

function print(): void {
  console.log(`\n${machine.processor}, ${machine.threads} threads; ${model.name} ${model.quantization}`);
  console.log(
    'p50 / p90             tokens evaluated    first token ms    finished line ms    first key of a run ms',
  );
  for (const [name, result] of Object.entries(results)) {
    const cells = [result.evaluatedTokens, result.firstTokenMs, result.lineMs, result.coldMs];
    const columns = cells.map(({ p50, p90 }) => `${p50} / ${p90}`.padStart(18));
    console.log(`${name.padEnd(10)} ${String(result.keys).padStart(4)} keys ${columns.join('  ')}`);
  }
  const { hearth, peer } = results;
  if (hearth === undefined || peer === undefined) return;
  const ratio = (key: 'firstTokenMs' | 'lineMs') => (peer[key].p50 / hearth[key].p50).toFixed(1);
  console.log(
    `peer / hearth at p50: first token ${ratio('firstTokenMs')} ×, finished line ${ratio('lineMs')} ×`,
  );
}

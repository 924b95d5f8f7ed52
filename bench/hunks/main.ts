// `npm run bench -- hunks`: what is offered, right and saved where people type: hunks of released packages, typed into the
// file as it was by then, in eleven languages.
// `hunks [--half report|calibration] [--record] [--keys N] [--minutes N] [--languages a,b] [--eagerness quiet|balanced|eager] [--fresh] [--table]
// [--json] [--threads N] [--model FILE]`; answers are kept in the per-user cache and asked for anew with `--fresh`,
// `--minutes` ends before the next hunk once they have passed,
// `--table` prints every offer beside what was typed, `--record` keeps what could be shown at every key for the gate to
// learn from (`npm run bench -- calibrate`).
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadModel } from '../../engine/llama/loadModel.ts';
import { hearthHome } from '../../src/models/files/hearthHome.mjs';
import { defaultSettings, eagernesses } from '../../src/settings/settings.ts';
import { benchContext } from '../benchContext.ts';
import { HunkSampler } from '../calibration/hunkSamples.ts';
import { writeSamples } from '../calibration/sampleFile.ts';
import { seededRandom } from '../evaluation/random.ts';
import { EngineInProcess } from '../replay/engineInProcess.ts';
import { HearthSuggester } from '../replay/hearthSuggester.ts';
import { VirtualTime } from '../replay/virtualTime.ts';
import { share } from './hunkCounts.ts';
import { hunkSet, languageOf } from './hunkSet.ts';
import { RememberedEngine } from './rememberedEngine.ts';
import { type HunkOffer, replayHunk } from './replayHunk.ts';
import { type HunkResult, hunkReport, totalOf } from './report.ts';

const { values: flags } = parseArgs({
  args: process.argv.slice(3),
  options: {
    half: { type: 'string', default: 'report' },
    minutes: { type: 'string', default: '8' },
    keys: { type: 'string', default: '200' },
    languages: { type: 'string' },
    eagerness: { type: 'string' },
    record: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    table: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    threads: { type: 'string', default: '0' },
    model: { type: 'string' },
  },
});
const modelPath = flags.model ?? process.env['HEARTH_BENCH_MODEL'] ?? '';
const eagerness = eagernesses.find((word) => word === flags.eagerness) ?? defaultSettings.eagerness;
const half = flags.half === 'calibration' ? 'calibration' : 'report';
const wanted = flags.languages?.split(',');
const say = (line: string) => console.error(line);

const { [half]: all } = await hunkSet(Number(flags.keys), say);
const hunks = all.filter(({ languageId }) => wanted?.includes(languageOf(languageId)) ?? true);
const backends: { dispose(): Promise<void> }[] = [];
const engine = await RememberedEngine.open(
  path.join(hearthHome(), 'hunks', `${path.basename(modelPath)}-${(await stat(modelPath)).size}.json.gz`),
  async () => {
    const backend = await loadModel(
      { modelPath, contextTokens: 4096, sequences: 2, threads: Number(flags.threads) },
      () => {},
    );
    backends.push(backend);
    return new EngineInProcess(backend);
  },
  flags.fresh,
);
const context = benchContext();
const results: HunkResult[] = [];
const sampler = new HunkSampler(context);
const recording = flags.record ? { gate: sampler.gate } : {};
const endMs = performance.now() + 60_000 * Number(flags.minutes);
for (const [index, hunk] of hunks.entries()) {
  if (performance.now() > endMs) break;
  if (index % 10 === 0) say(`hunk ${index} of ${hunks.length}, ${engine.misses} answers anew …`);
  const { languageId } = hunk;
  await context.prepare(languageId);
  const time = new VirtualTime();
  const suggester = new HearthSuggester({ engine, context, time, languageId, eagerness, ...recording });
  const counts = await replayHunk(hunk, suggester, {
    random: seededRandom(index),
    onPlace: sampler.onPlace,
    ...(flags.table ? { onOffer: print } : {}),
  });
  results.push({ language: languageOf(languageId), counts });
}
context.dispose();
await engine.dispose();
for (const backend of backends) await backend.dispose();
if (flags.record) writeSamples(sampler.samples, `hunks-${half}`);
if (flags.json) console.log(JSON.stringify({ eagerness, half, hunks: results.length, results }));
else {
  const { shownCharacters } = totalOf(results, {});
  console.log(`${results.length} of ${hunks.length} hunks of the half “${half}”, eagerness ${eagerness}`);
  console.log(hunkReport(results));
  console.log(
    `tokens decoded a character shown: ${share(engine.generatedTokens, shownCharacters).toFixed(2)}`,
  );
}

function print({ hunk, kind, lineBefore, text, isRight, rest }: HunkOffer): void {
  const shown = JSON.stringify(text);
  const next = JSON.stringify(rest.slice(0, text.length + 12));
  const verdict = isRight ? 'right' : 'wrong';
  console.log(`${verdict}  ${hunk.languageId}, ${kind}: ${lineBefore.trimStart()} | ${shown} | ${next}`);
}

// `npm run bench -- files`: what the first answer in a file costs, when its whole window is ready, and what going back
// to the files before costs. Documents are this project's own sources, whose grammar is the product's.
import { readdir, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { CompletionService } from '../engine/completion/completionService.ts';
import { Scheduler } from '../engine/computing/scheduler.ts';
import { loadModel } from '../engine/llama/loadModel.ts';
import { budgetFor } from '../src/completion/asking/contextBudget.ts';
import { benchContext } from './benchContext.ts';
import { percentiles } from './statistics.ts';

const { values: flags } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
/** As the extension loads it: eight files' prompts and two near parts. */
const fileCount = 8;
const load = { contextTokens: 2048, sequences: fileCount + 2, threads: 0 };
const languageId = 'typescript';
const maxTokens = 64;

const backend = await loadModel({ modelPath: process.env['HEARTH_BENCH_MODEL'] ?? '', ...load }, () => {});
const speed = await backend.measureSpeed();
const { prefillTokensPerSecond } = speed;
const service = new CompletionService(backend, new Scheduler(), () => performance.now(), {
  prefillTokensPerSecond,
});
const context = benchContext(() => performance.now());
await context.prepare(languageId);
const documents = await longestSources();

const first = [];
const ready = [];
for (const document of documents) {
  first.push(await answer(document));
  ready.push(await warm(document));
  if ((await answer(document)).evaluated > 4) throw new Error('A warm file was evaluated again.');
}
const back = [];
for (const document of documents) back.push(await answer(document));
await backend.dispose();
context.dispose();

const result = {
  files: documents.length,
  firstPrefillMs: percentiles(first.map(({ prefillMs }) => prefillMs)),
  firstEvaluatedTokens: percentiles(first.map(({ evaluated }) => evaluated)),
  wholeWindowReadyMs: percentiles(ready),
  backPrefillMs: percentiles(back.map(({ prefillMs }) => prefillMs)),
  backEvaluatedTokens: percentiles(back.map(({ evaluated }) => evaluated)),
};
if (flags.json) console.log(JSON.stringify(result));
else {
  for (const [name, value] of Object.entries(result)) {
    console.log(name.padEnd(24), typeof value === 'number' ? value : `p50 ${value.p50}, p90 ${value.p90}`);
  }
}

interface BenchDocument {
  readonly uri: string;
  readonly text: string;
  readonly offset: number;
}

function slice({ uri, text, offset }: BenchDocument) {
  const document = { uri, languageId, version: 1, text };
  context.parseAhead(document);
  const { before, after } = context.windowAt(document, offset, budgetFor(speed));
  return { documentUri: uri, languageId, before, after };
}

async function answer(document: BenchDocument) {
  const params = {
    ...slice(document),
    forcedText: '',
    maxLines: 1,
    maxTokens,
    purpose: 'keystroke' as const,
  };
  const outcome = await service.complete(document.uri, params).result;
  if (outcome.kind !== 'shown') throw new Error(`The engine answered ${outcome.kind}: ${outcome.reason}.`);
  return { prefillMs: outcome.value.timings.prefillMs, evaluated: outcome.value.counters.evaluated };
}

async function warm(document: BenchDocument): Promise<number> {
  const startMs = performance.now();
  await service.warm(document.uri, slice(document)).result;
  return performance.now() - startMs;
}

/** The cursor stands at the end of a line in the middle. */
async function longestSources(): Promise<readonly BenchDocument[]> {
  const folder = new URL('../engine/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  const texts = await Promise.all(
    names.map(async (name) => ({ uri: name, text: await readFile(new URL(name, folder), 'utf8') })),
  );
  return texts
    .toSorted((a, b) => b.text.length - a.text.length)
    .slice(0, fileCount)
    .map(({ uri, text }) => ({ uri, text, offset: text.indexOf('\n', text.length / 2) }));
}

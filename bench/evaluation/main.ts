// `npm run eval`: how often the suggestion is what was written next, on code newer than the model.
// `eval [CONFIGURATION…] [--languages a,b] [--count N] [--kinds a,b] [--seed N] [--nonAscii] [--part 1/2] [--quick]
//   [--save FILE] [--json] [--model FILE] [--threads N]` runs; `--quick` is also held against the committed baseline.
// `eval --teacher-forced --models A,B [CONFIGURATION] [--count N] [--seed N] [--save FILE] [FILE…]` gives each model the
//   line that really came next and says how likely it found it; FILEs are scores saved before, to compare with.
// `eval --compare BASE FILE… [--plots FOLDER]` prints saved runs together, each configuration against the one called
//   BASE, and draws them.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import baseline from './baseline.json' with { type: 'json' };
import { againstBaseline } from './baselineCheck.ts';
import { cursorKinds } from './cases.ts';
import { parseConfiguration } from './configuration.ts';
import type { CaseResult } from './metrics.ts';
import { budgetPlot, byLanguage, byWindow, precisionPlot } from './plots.ts';
import { compareText, summaryText } from './report.ts';
import { mergeResults, type Results } from './results.ts';
import { type CaseChoice, runEvaluation } from './runEvaluation.ts';
import { runTeacherForced } from './teacherForced/runTeacherForced.ts';
import { type LineScores, scoreReport } from './teacherForced/scoreReport.ts';

const quickCount = 16;
/** Of the machine that the documents' figures are from, two threads. */
const prefillTokensPerSecond = 700;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    languages: { type: 'string', default: 'typescript' },
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    save: { type: 'string' },
    model: { type: 'string' },
    kinds: { type: 'string', default: cursorKinds.join(',') },
    threads: { type: 'string', default: '0' },
    part: { type: 'string', default: '1/1' },
    nonAscii: { type: 'boolean', default: false },
    compare: { type: 'string' },
    plots: { type: 'string' },
    'teacher-forced': { type: 'boolean', default: false },
    models: { type: 'string' },
  },
});

if (flags['teacher-forced']) await forceTeacher();
else await evaluate();

async function evaluate(): Promise<void> {
  const results = flags.compare === undefined ? await run() : await readSaved(positionals);
  if (flags.json) console.log(JSON.stringify(results));
  else print(results, flags.compare);
  if (flags.plots !== undefined) {
    await writeFile(
      path.join(flags.plots, 'budget.svg'),
      budgetPlot(byWindow(results, 'typescript'), prefillTokensPerSecond),
    );
    await writeFile(
      path.join(flags.plots, 'precision.svg'),
      precisionPlot(byLanguage(results['shipped'] ?? [])),
    );
  }
}

async function forceTeacher(): Promise<void> {
  const saved = positionals.filter((name) => name.endsWith('.json'));
  const [configuration = 'landed'] = positionals.filter((name) => !name.endsWith('.json'));
  const before = await Promise.all(
    saved.map(async (file): Promise<LineScores> => JSON.parse(await readFile(file, 'utf8'))),
  );
  const models = flags.models?.split(',') ?? (saved.length > 0 ? [] : [defaultModel()]);
  const now = await runTeacherForced({
    ...caseChoice(Number(flags.count)),
    configuration: parseConfiguration(configuration),
    models,
    threads: Number(flags.threads),
    say: (line) => console.error(line),
    keep: async (soFar) => {
      if (flags.save !== undefined) await writeFile(flags.save, JSON.stringify(soFar));
    },
  });
  console.log(scoreReport(Object.assign({}, ...before, now)));
}

function caseChoice(count: number): CaseChoice {
  const [part = 1, parts = 1] = flags.part.split('/').map(Number);
  return {
    languages: flags.languages.split(','),
    count,
    seed: Number(flags.seed),
    kinds: flags.kinds.split(','),
    nonAsciiOnly: flags.nonAscii,
    part,
    parts,
  };
}

function defaultModel(): string {
  return flags.model ?? process.env['HEARTH_BENCH_MODEL'] ?? '';
}

async function run(): Promise<Results> {
  const named = flags.quick ? ['shipped'] : ['shipped', 'psm'];
  return await runEvaluation({
    configurations: (positionals.length > 0 ? positionals : named).map(parseConfiguration),
    ...caseChoice(flags.quick ? quickCount : Number(flags.count)),
    modelPath: defaultModel(),
    threads: Number(flags.threads),
    say: (line) => console.error(line),
    keep: async (soFar) => {
      if (flags.save !== undefined) await writeFile(flags.save, JSON.stringify(soFar));
    },
  });
}

async function readSaved(files: readonly string[]): Promise<Results> {
  const saved = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return mergeResults(saved.map((text): Results => JSON.parse(text)));
}

function print(all: Results, baseName: string | undefined): void {
  const entries: [string, readonly CaseResult[]][] = Object.entries(all);
  const base = entries.find(([name]) => name === baseName) ?? entries[0];
  for (const [name, list] of entries) console.log(summaryText(name, list));
  for (const [name, list] of entries) {
    if (base !== undefined && name !== base[0]) console.log(compareText(base[0], base[1], name, list));
  }
  if (flags.quick && positionals.length === 0) console.log(againstBaseline(all['shipped'] ?? [], baseline));
}

// `npm run bench -- fixes`: how many reported problems the model mends, over mistakes put into code of released packages.
// `fixes [--tuning] [--each N] [--show] [--json] [--model FILE] [--threads N]`: prompts and rules are tuned on other
// mistakes than those for reporting; `--each` is how many of each kind.
import { parseArgs } from 'node:util';
import { loadModel } from '../../engine/llama/loadModel.ts';
import { Grammars } from '../../src/context/syntax/grammars.ts';
import { groupedBy } from '../edits/groupedBy.ts';
import { readCorpus } from '../evaluation/corpus.ts';
import { TypescriptServer } from '../evaluation/serverFacts/typescriptServer.ts';
import { readGrammar } from '../readGrammar.ts';
import { PromptRunner } from '../rewrite/promptRunner.ts';
import { Rewriter } from '../rewrite/rewriter.ts';
import { type Mended, Mender } from './mend.ts';
import { mistakes } from './mutations.ts';
import { type ReportedProblem, reportedProblems } from './problems.ts';

const { values: flags } = parseArgs({
  args: process.argv.slice(3),
  options: {
    tuning: { type: 'boolean', default: false },
    each: { type: 'string', default: '8' },
    show: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    model: { type: 'string' },
    threads: { type: 'string', default: '0' },
  },
});
const seed = flags.tuning ? 1 : 2;
const modelPath = flags.model ?? process.env['HEARTH_BENCH_MODEL'] ?? '';
const grammars = new Grammars(readGrammar, () => performance.now());
await grammars.prepare('typescript');
const grammar = grammars.get('typescript');
const sources = await readCorpus((line) => console.error(line));
const [first] = sources;
if (grammar === undefined || first === undefined) throw new Error('There is nothing to mend.');
const server = await TypescriptServer.start(first.folder);
const backend = await loadModel(
  { modelPath, contextTokens: 4096, sequences: 1, threads: Number(flags.threads) },
  () => {},
);
const mender = new Mender(new Rewriter(new PromptRunner(backend)), server, grammar);
const results: { readonly problem: ReportedProblem; readonly mended: Mended }[] = [];
for await (const problem of reportedProblems(sources, server, Number(flags.each), seed)) {
  const mended = await mender.mend(problem);
  results.push({ problem, mended });
  if (flags.show) show(problem, mended);
}
await backend.dispose();
await server.dispose();
if (flags.json)
  console.log(JSON.stringify(results.map(({ problem: { mistake }, mended }) => ({ mistake, ...mended }))));
else for (const line of table()) console.log(line);

function show({ mistake, diagnostic }: ReportedProblem, { end, selection, text }: Mended): void {
  console.error(`${mistake}: ${end}\n  ${diagnostic.message.split('\n')[0]}`);
  if (end !== 'right') console.error(`${indented('-', selection)}\n${indented('+', text)}`);
}

function indented(sign: string, text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${sign} ${line}`)
    .join('\n');
}

function* table(): Generator<string> {
  for (const mistake of [...mistakes, undefined]) {
    const ends = results
      .filter(({ problem }) => mistake === undefined || problem.mistake === mistake)
      .map(({ mended }) => mended.end);
    const parts = groupedBy(ends, (end) => end).map((same) => `${same.length} ${same[0]}`);
    yield `${mistake ?? 'all'}: ${ends.length}; ${parts.join(', ')}`;
  }
}

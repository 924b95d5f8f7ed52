// `npm run bench -- rewrite`: how fast and how useful rewriting is, over the committed tasks.
// `rewrite [--quick] [--json] [--tuning] [--all] [--useful] [--only NAME,NAME] [--lines N] [--show] [--model FILE]
// [--threads N]`: `--tuning` takes the tasks that prompts are tuned on in place of those for reporting, `--all` both;
// `--useful` leaves out plain decoding; `--lines` puts the code of other tasks around each, to selections of so many
// lines.
import { parseArgs } from 'node:util';
import { loadModel } from '../../engine/llama/loadModel.ts';
import { Judge } from './judge.ts';
import { longerTask } from './longerTask.ts';
import { PromptRunner } from './promptRunner.ts';
import { faults, summary, type TaskReport, taskLine } from './report.ts';
import { Rewriter } from './rewriter.ts';
import { readTasks } from './task.ts';

const { values: flags } = parseArgs({
  args: process.argv.slice(3),
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    tuning: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    useful: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
    only: { type: 'string' },
    lines: { type: 'string' },
    model: { type: 'string' },
    threads: { type: 'string', default: '0' },
  },
});
const modelPath = flags.model ?? process.env['HEARTH_BENCH_MODEL'] ?? '';
const only = flags.only?.split(',');
const quickCount = 4;
const known = [...(await readTasks('tuning')), ...(await readTasks('reporting'))];
const tasks = known
  .filter(({ name, use }) => only?.includes(name) ?? (flags.all || (use === 'tuning') === flags.tuning))
  .slice(0, flags.quick ? quickCount : undefined)
  .map((task) => (flags.lines === undefined ? task : longerTask(task, known, Number(flags.lines))));

const backend = await loadModel(
  { modelPath, contextTokens: 4096, sequences: 1, threads: Number(flags.threads) },
  () => {},
);
const rewriter = new Rewriter(new PromptRunner(backend));
const judge = new Judge();
const reports: TaskReport[] = [];
for (const task of tasks) {
  const framed = rewriter.framed(task, await judge.grammarOf(task.languageId));
  const plain = flags.useful || framed.prompt === undefined ? undefined : await rewriter.plain(framed.prompt);
  const rewritten = await rewriter.rewrite(framed);
  const { clean } = rewritten;
  const judgement = clean.kind === 'rewrite' ? await judge.judge(task, clean.text) : undefined;
  const done = { task, rewritten, plain, judgement };
  reports.push(done);
  console.error(taskLine(done));
  if (flags.show)
    console.error(
      `${clean.kind === 'rewrite' || clean.kind === 'notAsked' ? clean.text : rewritten.answer}\n${judgement?.complaint ?? ''}`,
    );
}
judge.dispose();
await backend.dispose();
if (flags.json) console.log(JSON.stringify(reports));
else for (const line of summary(reports)) console.log(line);
for (const fault of faults(reports)) {
  console.error(fault);
  process.exitCode = 1;
}

// `npm run bench -- rewrite`: how fast and how useful rewriting is, over the committed tasks.
// `rewrite [--quick] [--json] [--tuning] [--useful] [--only N,M] [--lines N] [--show] [--model FILE] [--threads N]`:
// `--tuning` takes the even tasks, which prompts are tuned on, in place of the odd ones, `--all` both; `--useful` leaves
// out plain decoding; `--lines` puts the code of other tasks around each, to selections of so many lines.
import { parseArgs } from 'node:util';
import { loadModel } from '../../engine/llama/loadModel.ts';
import { Judge } from './judge.ts';
import { longerTask } from './longerTask.ts';
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
const only = flags.only?.split(',').map(Number);
const quickCount = 4;
const tasks = await readTasks();
const wanted = tasks
  .filter(({ id }) => only?.includes(id) ?? (flags.all || (id % 2 === 0) === flags.tuning))
  .slice(0, flags.quick ? quickCount : undefined)
  .map((task) => (flags.lines === undefined ? task : longerTask(task, tasks, Number(flags.lines))));

const backend = await loadModel(
  { modelPath, contextTokens: 4096, sequences: 1, threads: Number(flags.threads) },
  () => {},
);
const rewriter = new Rewriter(backend);
const judge = new Judge();
const reports: TaskReport[] = [];
for (const [index, task] of wanted.entries()) {
  const prompt = rewriter.prompt(task);
  const plainFirst = !flags.useful && index % 2 === 1 ? await rewriter.decode(prompt, false) : undefined;
  const drafted = await rewriter.decode(prompt, true);
  const plain = flags.useful ? undefined : (plainFirst ?? (await rewriter.decode(prompt, false)));
  const parting = plain && (await rewriter.parting(prompt, plain.result, drafted.result));
  const clean = rewriter.clean(task, drafted);
  const judgement = clean.kind === 'rewrite' ? await judge.judge(task, clean.text) : undefined;
  const done = { task, drafted, plain, parting, clean, judgement };
  reports.push(done);
  console.error(taskLine(done));
  if (flags.show)
    console.error(`${clean.kind === 'rewrite' ? clean.text : clean.kind}\n${judgement?.complaint ?? ''}`);
}
judge.dispose();
await backend.dispose();
if (flags.json) console.log(JSON.stringify(reports));
else for (const line of summary(reports)) console.log(line);
for (const fault of faults(reports)) {
  console.error(fault);
  process.exitCode = 1;
}

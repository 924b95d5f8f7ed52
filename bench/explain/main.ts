// `npm run bench -- explain`: whether explanations are short and true, over the committed pieces of code.
// `explain [--tuning] [--show] [--json] [--only NAME,NAME] [--model FILE] [--threads N]`: `--tuning` takes those that the
// prompt is tuned on in place of those for reporting.
import { parseArgs } from 'node:util';
import { loadModel } from '../../engine/llama/loadModel.ts';
import { explainedIn } from '../../src/rewrite/ask/explainedDefinition.ts';
import { explainMessages } from '../../src/rewrite/asking/questionPrompts.ts';
import { Judge } from '../rewrite/judge.ts';
import { PromptRunner } from '../rewrite/promptRunner.ts';
import { type ExplanationFaults, explanationFaults, isTrue } from './judgeExplanation.ts';
import { readSnippets, type Snippet } from './snippet.ts';

const { values: flags } = parseArgs({
  args: process.argv.slice(3),
  options: {
    tuning: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    model: { type: 'string' },
    threads: { type: 'string', default: '0' },
  },
});
const only = flags.only?.split(',');
const all = await readSnippets(flags.tuning ? 'tuning' : 'reporting');
const snippets = all.filter(({ name }) => only?.includes(name) ?? true);
const backend = await loadModel(
  {
    modelPath: flags.model ?? process.env['HEARTH_BENCH_MODEL'] ?? '',
    contextTokens: 4096,
    sequences: 1,
    threads: Number(flags.threads),
  },
  () => {},
);
const runner = new PromptRunner(backend);
const judge = new Judge();
const judged: { readonly name: string; readonly text: string; readonly faults: ExplanationFaults }[] = [];
for (const snippet of snippets) {
  const { text, faults } = await explained(snippet);
  judged.push({ name: snippet.name, text, faults });
  console.error(`${snippet.name.padEnd(16)} ${isTrue(faults) ? 'true' : JSON.stringify(faults)}`);
  if (flags.show) console.error(`${text}\n`);
}
judge.dispose();
await backend.dispose();
if (flags.json) console.log(JSON.stringify(judged));
else {
  const count = (holds: (faults: ExplanationFaults) => boolean) =>
    `${judged.filter(({ faults }) => holds(faults)).length} of ${judged.length}`;
  console.log(`short, true and whole: ${count(isTrue)}`);
  console.log(
    `what it does, takes and returns is right: ${count(({ untrue }) => untrue.length === 0)}; all names exist: ${count(({ invented }) => invented.length === 0)}; no loop: ${count(({ loops }) => !loops)}; short: ${count(({ isLong }) => !isLong)}; comes to an end: ${count(({ isCut }) => !isCut)}; no code: ${count(({ hasCode }) => !hasCode)}`,
  );
}

async function explained(snippet: Snippet): Promise<{ text: string; faults: ExplanationFaults }> {
  const { languageId, name, before, code, after } = snippet;
  const grammar = await judge.grammarOf(languageId);
  const place = { languageId, path: name, before, selection: code, after };
  const prompt = explainMessages(place, explainedIn(place, { grammarOf: () => grammar }));
  const { text, decoded } = await runner.answer(prompt);
  return { text, faults: explanationFaults(snippet, text, decoded.result.holes) };
}

// `npm run eval`: how often the suggestion is what was written next, on code newer than the model.
// `eval [CONFIGURATION…] [--languages a,b] [--count N] [--kinds a,b] [--seed N] [--quick] [--save FILE] [--json] [--model FILE] [--threads N]`
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadModel } from '../../engine/loadModel.ts';
import { ScopeContext } from '../../src/context/scopeContext.ts';
import { Answerer } from './answer.ts';
import { cursorKinds, cutCases } from './cases.ts';
import { parseConfiguration } from './configuration.ts';
import { readCorpus } from './corpus.ts';
import { filesAround } from './filesAround.ts';
import type { CaseResult } from './metrics.ts';
import { compareText, summaryText } from './report.ts';

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
  },
});
const say = (line: string) => console.error(line);
const configurations = (positionals.length > 0 ? positionals : ['shipped', 'psm']).map(parseConfiguration);
const modelPath = flags.model ?? process.env['HEARTH_BENCH_MODEL'] ?? '';
const sources = await readCorpus(say);
const count = flags.quick ? 16 : Number(flags.count);
const cases = flags.languages
  .split(',')
  .flatMap((language) => cutCases(sources, language, count, Number(flags.seed)))
  .filter(({ kind }) => flags.kinds.split(',').includes(kind));
const backend = await loadModel(
  { modelPath, contextTokens: 4096, sequences: 1, threads: Number(flags.threads) },
  () => {},
);
const grammars = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/grammars');
const context = new ScopeContext(
  async (file) => await readFile(path.join(grammars, file)),
  () => performance.now(),
);
const answerer = new Answerer(backend, context, (file) => filesAround(sources, file));
const results: Record<string, CaseResult[]> = Object.fromEntries(
  configurations.map(({ name }) => [name, []]),
);
for (const [index, question] of cases.entries()) {
  if (index % 20 === 0) say(`case ${index} of ${cases.length} …`);
  for (const configuration of configurations) {
    results[configuration.name]?.push(await answerer.answer(question, configuration));
  }
}
context.dispose();
await backend.dispose();
if (flags.save !== undefined) await writeFile(flags.save, JSON.stringify(results));
if (flags.json) console.log(JSON.stringify(results));
else {
  for (const [name, list] of Object.entries(results)) console.log(summaryText(name, list));
  const [first, ...others] = Object.entries(results);
  for (const [name, list] of others)
    if (first !== undefined) console.log(compareText(first[0], first[1], name, list));
}

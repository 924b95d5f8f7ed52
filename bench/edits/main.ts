// `npm run bench -- edits`: what is proposed after edits, over episodes mined from pairs of releases.
// `--calls`: which arguments are offered to calls that a new parameter broke, by the model.
// `--half choosing` reports the half that rules are chosen by; `--show wrong` prints places that were not right.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CompletionService } from '../../engine/completion/completionService.ts';
import { Scheduler } from '../../engine/computing/scheduler.ts';
import { loadModel } from '../../engine/llama/loadModel.ts';
import { ScopeContext } from '../../src/context/scopeContext.ts';
import { callsReport } from './callsReport.ts';
import { readCallEpisodes, readEpisodes } from './readEpisodes.ts';
import { reportOf } from './report.ts';
import { type CallResult, runCalls } from './runCalls.ts';
import { type EpisodeResult, runEpisode } from './runEpisodes.ts';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    half: { type: 'string', default: 'reporting' },
    show: { type: 'string' },
    calls: { type: 'boolean', default: false },
  },
});

const syntax = new ScopeContext(readGrammar, () => 0);
if (values.calls) await reportCalls();
else await reportPlaces();
syntax.dispose();

async function reportPlaces(): Promise<void> {
  const episodes = await readEpisodes(syntax, (line) => console.log(line));
  const results = episodes
    .filter(({ half }) => half === values.half)
    .map((episode) => runEpisode(episode, syntax));
  console.log(`${values.half} half\n`);
  console.log(reportOf(results));
  if (values.show !== undefined) for (const result of results) show(result, values.show);
}

async function reportCalls(): Promise<void> {
  const episodes = await readCallEpisodes(syntax, (line) => console.log(line));
  const modelPath = process.env['HEARTH_BENCH_MODEL'] ?? '';
  const backend = await loadModel({ modelPath, contextTokens: 2048, sequences: 2, threads: 0 }, () => {});
  const service = new CompletionService(backend, new Scheduler(), () => performance.now());
  const results: CallResult[] = [];
  for (const episode of episodes.filter(({ half }) => half === values.half))
    results.push(...(await runCalls(episode, service, syntax)));
  console.log(`${values.half} half\n`);
  console.log(callsReport(results));
  for (const { argument, answer, offered, isRight, episode } of values.show === undefined ? [] : results)
    console.log(
      JSON.stringify({
        id: episode.id,
        argument: argument.join(' '),
        answer: answer?.tokens,
        offered,
        isRight,
      }),
    );
  await backend.dispose();
}

function show({ episode, proposal, verdicts, text }: EpisodeResult, what: string): void {
  const isWrong = verdicts.some((verdict) => verdict !== 'right');
  const isSilent = proposal === undefined && episode.negative === undefined;
  if (what === 'wrong' ? !isWrong : !isSilent) return;
  console.log(`\n# ${episode.languageId} ${episode.shape} ${episode.negative ?? ''} ${episode.id}`);
  for (const { startOffset, newText } of episode.history)
    console.log(`  history: ${lineAt(text, startOffset)}   (+${JSON.stringify(newText)})`);
  for (const [index, site] of (proposal?.sites ?? []).entries())
    if (verdicts[index] !== 'right')
      console.log(
        `  ${lineAt(text, site.startOffset)}   «${text.slice(site.startOffset, site.endOffset)}→${site.newText}»`,
      );
  if (isSilent)
    for (const edit of episode.truth.edits.slice(0, 4))
      console.log(
        `  truth: ${lineAt(text, edit.oldStart)}  ${edit.removed.join(' ')} → ${edit.inserted.join(' ')}`,
      );
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text
    .slice(text.lastIndexOf('\n', offset - 1) + 1, end === -1 ? text.length : end)
    .trim()
    .slice(0, 140);
}

async function readGrammar(file: string): Promise<Uint8Array> {
  const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/grammars');
  return await readFile(path.join(folder, file));
}

// `npm run bench -- edits`: what is proposed after edits, over episodes mined from pairs of releases.
// `--calls`: which arguments are offered to calls that a new parameter broke, by the model.
// `--filter`: what the model says of each proposed place, and how many of those that are not right it would turn away.
// `--half choosing` reports the half that rules are chosen by; `--show wrong` prints places that were not right.
import { parseArgs } from 'node:util';
import { CompletionService } from '../../engine/completion/completionService.ts';
import { Scheduler } from '../../engine/computing/scheduler.ts';
import { loadModel } from '../../engine/llama/loadModel.ts';
import { ScopeContext } from '../../src/context/scopeContext.ts';
import { readGrammar } from '../readGrammar.ts';
import { callsReport } from './callsReport.ts';
import { filterReport, type JudgedPlace, rightForOne } from './filterReport.ts';
import { scorePlaces } from './filterScores.ts';
import { readCallEpisodes, readEpisodes } from './readEpisodes.ts';
import { reportOf } from './report.ts';
import { type CallResult, runCalls } from './runCalls.ts';
import { type EpisodeResult, runEpisode } from './runEpisodes.ts';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    half: { type: 'string', default: 'reporting' },
    show: { type: 'string' },
    threads: { type: 'string', default: '0' },
    calls: { type: 'boolean', default: false },
    filter: { type: 'boolean', default: false },
  },
});

const syntax = new ScopeContext(readGrammar, () => 0);
if (values.calls) await reportCalls();
else if (values.filter) await reportFilter();
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

async function reportFilter(): Promise<void> {
  const episodes = await readEpisodes(syntax, (line) => console.log(line));
  const modelPath = process.env['HEARTH_BENCH_MODEL'] ?? '';
  const threads = Number(values.threads);
  const backend = await loadModel({ modelPath, contextTokens: 2048, sequences: 1, threads }, () => {});
  const judged: JudgedPlace[] = [];
  let rightSeen = 0;
  for (const episode of episodes) {
    const result = runEpisode(episode, syntax);
    const { half, shape, negative } = episode;
    const indexes = result.verdicts.flatMap((verdict, index) =>
      verdict !== 'right' || rightSeen++ % rightForOne === 0 ? [index] : [],
    );
    const alone = await scorePlaces(result, indexes, backend, false);
    const led = await scorePlaces(result, indexes, backend, true);
    for (const [at, index] of indexes.entries()) {
      const { [at]: aloneScore } = alone;
      const { [at]: ledScore } = led;
      const { [index]: verdict } = result.verdicts;
      if (aloneScore === undefined || ledScore === undefined || verdict === undefined) continue;
      const scores = { alone: aloneScore, led: ledScore };
      judged.push({ half, shape, negative, verdict, scores });
      if (judged.length % 20 === 0) console.error(`${judged.length} places …`);
    }
  }
  console.log(filterReport(judged));
  if (values.show !== undefined) for (const place of judged) console.log(JSON.stringify(place));
  await backend.dispose();
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

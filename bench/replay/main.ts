// `npm run bench -- replay`: how often what is offered is right, and what it saves, beside a peer's rules.
// `replay [--quick] [--json] [--runs N] [--peer-runs N] [--eagerness quiet|balanced|eager] [--half report|calibration]
// [--shift SHARE] [--reader acceptsWhenRight|neverAccepts] [--table] [--threads N] [--model FILE]`; `--shift 0.5` takes
// the runs between those of `--shift 0`, `--table` prints every offer beside what was typed.
import { parseArgs } from 'node:util';
import { loadModel } from '../../engine/llama/loadModel.ts';
import { startLlamaServer } from '../../scripts/server/llamaServer.mjs';
import { breaksSyntax } from '../../src/completion/showing/gate.ts';
import type { ContextSource } from '../../src/context/window/contextWindow.ts';
import { defaultSettings, eagernesses } from '../../src/settings/settings.ts';
import { benchContext } from '../benchContext.ts';
import { seededRandom } from '../evaluation/random.ts';
import { infillLayout } from '../infillLayout.ts';
import type { TypingRun } from '../trace.ts';
import { EngineInProcess } from './engineInProcess.ts';
import { HearthSuggester } from './hearthSuggester.ts';
import { PeerSuggester } from './peerSuggester.ts';
import { type Reader, readers } from './readers.ts';
import { recordedHalves, recordedLanguage } from './recording.ts';
import { type AddsErrors, type ReplayedOffer, replayRun } from './replayRun.ts';
import { replayReport } from './report.ts';
import type { Suggester } from './suggester.ts';
import { addTally, emptyTally, figuresOf, type ReplayFigures } from './tally.ts';
import { VirtualTime } from './virtualTime.ts';

const { values: flags } = parseArgs({
  args: process.argv.slice(3),
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    runs: { type: 'string' },
    'peer-runs': { type: 'string' },
    half: { type: 'string', default: 'report' },
    table: { type: 'boolean', default: false },
    reader: { type: 'string' },
    shift: { type: 'string', default: '0' },
    eagerness: { type: 'string' },
    threads: { type: 'string', default: '0' },
    model: { type: 'string' },
  },
});
const modelPath = flags.model ?? process.env['HEARTH_BENCH_MODEL'] ?? '';
const runCount = Number(flags.runs ?? (flags.quick ? 4 : 120));
const eagerness = eagernesses.find((word) => word === flags.eagerness) ?? defaultSettings.eagerness;
const half = flags.half === 'calibration' ? 'calibration' : 'report';
const shift = Number(flags.shift);
const { [half]: runs } = await recordedHalves(runCount, shift);
/** Fewer, because each key of a peer evaluates hundreds of tokens. */
const { [half]: peerRuns } = await recordedHalves(
  Number(flags['peer-runs'] ?? Math.ceil(runCount / 4)),
  shift,
);
const backend = await loadModel(
  { modelPath, contextTokens: 4096, sequences: 2, threads: Number(flags.threads) },
  () => {},
);
const context = benchContext();
await context.prepare(recordedLanguage);

const server =
  peerRuns.length === 0
    ? undefined
    : await startLlamaServer({ modelPath, slots: 1, tokensPerSlot: 4096, threads: backend.threads });
const results: Record<string, ReplayFigures> = {};
const createHearth = () =>
  new HearthSuggester({
    engine: new EngineInProcess(backend),
    context,
    time: new VirtualTime(),
    languageId: recordedLanguage,
    eagerness,
  });
const suggesters: readonly (readonly [create: () => Suggester, runs: readonly TypingRun[], label: string])[] =
  [
    [createHearth, runs, ''],
    [createHearth, peerRuns, `, the peer's ${peerRuns.length} runs`],
    [() => new PeerSuggester(infillLayout(server?.url ?? '')), peerRuns, ''],
  ];
for (const [create, ownRuns, label] of suggesters) {
  for (const reader of readers.filter((name) => name === (flags.reader ?? name))) {
    if (ownRuns.length === 0) continue;
    for (let slot = 0; slot < backend.sequences; slot++) await backend.keepFirst(slot, 0);
    const suggester = create();
    const figures = await replay(suggester, reader, ownRuns);
    const name = `${suggester.name}, ${reader}${label}`;
    results[name] = figures;
    console.error(replayReport({ [name]: figures }, eagerness));
  }
}
context.dispose();
await server?.stop();
await backend.dispose();
if (flags.json) console.log(JSON.stringify({ eagerness, runs: runs.length, results }));
else console.log(replayReport(results, eagerness));

async function replay(
  suggester: Suggester,
  reader: Reader,
  ownRuns: readonly TypingRun[],
): Promise<ReplayFigures> {
  // The same gaps for everyone.
  const random = seededRandom(2);
  const judging = benchContext();
  await judging.prepare(recordedLanguage);
  const addsErrors = syntaxJudge(judging);
  let tally = emptyTally;
  for (const [index, run] of ownRuns.entries()) {
    if (index % 20 === 0) console.error(`${suggester.name}, ${reader}: run ${index} of ${ownRuns.length} …`);
    const rules = {
      reader,
      random,
      addsErrors,
      processorMs,
      ...(flags.table ? { onOffer: printOffer } : {}),
    };
    tally = addTally(tally, await replayRun(run, suggester, rules));
  }
  judging.dispose();
  return figuresOf(tally);
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function printOffer({ lineBefore, line, isRight, typed }: ReplayedOffer): void {
  const typedLine = typed.slice(0, line.length + 12);
  console.log(`${isRight ? 'right' : 'wrong'}  ${lineBefore.trimStart()} | ${line} | ${typedLine}`);
}

function syntaxJudge(source: ContextSource): AddsErrors {
  return (text, change) =>
    breaksSyntax(
      source.syntaxErrors({ uri: 'file:///judged', languageId: recordedLanguage, version: 1, text }, change),
    );
}

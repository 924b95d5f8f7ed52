// `npm run bench -- team`: how many people one llama.cpp server carries, with Hearth's requests and with llama.vscode's.
// `team [--people 1,2,4,8,16,32] [--runs 4] [--slots 32] [--threads N] [--only hearth|llama.vscode] [--json]
// [--unhurried]`; unhurried people wait for every line, which tells what a key costs on a machine that is busy otherwise.
// Each number of people is measured until the 90th percentile of the wait for a line passes one second.
import os from 'node:os';
import { parseArgs } from 'node:util';
import { loadVocabulary } from '../../engine/llama/loadVocabulary.ts';
import { startLlamaServer } from '../../scripts/server/llamaServer.mjs';
import { benchContext } from '../benchContext.ts';
import { seededRandom } from '../evaluation/random.ts';
import { recordedHalves, recordedLanguage } from '../replay/recording.ts';
import { percentile } from '../statistics.ts';
import type { TypingRun } from '../trace.ts';
import { hearthAnswering, llamaVscodeAnswering } from './answerings.ts';
import { type Answering, openFirst, typeRuns } from './person.ts';
import { serverCounters } from './serverCounters.ts';

const { values: flags } = parseArgs({
  args: process.argv.slice(3),
  options: {
    people: { type: 'string', default: '1,2,4,8,16,32' },
    runs: { type: 'string', default: '4' },
    slots: { type: 'string', default: '32' },
    threads: { type: 'string', default: `${os.availableParallelism()}` },
    only: { type: 'string' },
    unhurried: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const modelPath = process.env['HEARTH_BENCH_MODEL'] ?? '';
/** A prompt of llama.vscode's takes up to 2,048 tokens and its answer 128. */
const tokensPerSlot = 2304;
const limitMs = 1000;
const counts = flags.people.split(',').map(Number);
const runsEach = Number(flags.runs);
const { report: runs } = await recordedHalves(Number.POSITIVE_INFINITY);
const context = benchContext();
await context.prepare(recordedLanguage);
const loaded = await loadVocabulary(modelPath, () => {});
const server = await startLlamaServer({
  modelPath,
  slots: Number(flags.slots),
  tokensPerSlot,
  threads: Number(flags.threads),
});
const clients: Readonly<Record<string, () => Promise<Answering>>> = {
  hearth: () => hearthAnswering(server.url, loaded, context, modelPath),
  'llama.vscode': () => Promise.resolve(llamaVscodeAnswering(server.url)),
};

interface Row {
  readonly client: string;
  readonly people: number;
  readonly keys: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly answeredShare: number;
  readonly evaluatedPerKey: number;
  readonly generatedPerKey: number;
  readonly processorMsPerKey: number | undefined;
}

const rows: Row[] = [];
try {
  for (const client of Object.keys(clients).filter((name) => name === (flags.only ?? name))) {
    for (const people of counts) {
      const row = await measure(client, people);
      rows.push(row);
      console.error(lineOf(row));
      if (row.p90Ms > limitMs && !flags.unhurried) break;
    }
  }
} finally {
  await server.stop();
  await loaded.dispose();
  context.dispose();
}
if (flags.json)
  console.log(JSON.stringify({ machine: os.cpus()[0]?.model, cores: os.availableParallelism(), rows }));
else {
  console.log(
    'people  client        keys   wait for a line p50 / p90 ms   evaluated, generated a key   own line   processor ms a key',
  );
  for (const row of rows) console.log(lineOf(row));
  const carried = (client: string) =>
    Math.max(
      0,
      ...rows.filter((row) => row.client === client && row.p90Ms <= limitMs).map(({ people }) => people),
    );
  console.log(
    `carried with p90 below ${limitMs} ms: hearth ${carried('hearth')}, llama.vscode ${carried('llama.vscode')}`,
  );
}

/** Places that were written one after the other, each person's far from all others'. */
function runsOf(person: number, people: number): readonly TypingRun[] {
  const start = Math.floor((person * runs.length) / people);
  return runs.slice(start, start + runsEach);
}

async function measure(client: string, people: number): Promise<Row> {
  const create = clients[client];
  if (create === undefined) throw new Error(`There is no client ${client}.`);
  const answerings: Answering[] = [];
  for (let person = 0; person < people; person++) answerings.push(await create());
  for (const [person, answering] of answerings.entries())
    await openFirst(person, runsOf(person, people), answering);
  const before = await serverCounters(server.url, server.processId);
  const results = await Promise.all(
    answerings.map((answering, person) =>
      typeRuns(person, runsOf(person, people), answering, seededRandom(person + 1), flags.unhurried),
    ),
  );
  const after = await serverCounters(server.url, server.processId);
  for (const answering of answerings) await answering.dispose();
  const waitsMs = results.flatMap((result) => result.waitsMs);
  const answered = results.reduce((sum, result) => sum + result.answered, 0);
  const keys = waitsMs.length;
  const perKey = (count: number) => Math.round((count / keys) * 10) / 10;
  return {
    client,
    people,
    keys,
    p50Ms: Math.round(percentile(waitsMs, 0.5)),
    p90Ms: Math.round(percentile(waitsMs, 0.9)),
    answeredShare: Math.round((answered / keys) * 100) / 100,
    evaluatedPerKey: perKey(after.evaluated - before.evaluated),
    generatedPerKey: perKey(after.generated - before.generated),
    processorMsPerKey:
      after.processorMs === undefined || before.processorMs === undefined
        ? undefined
        : perKey(after.processorMs - before.processorMs),
  };
}

function lineOf(row: Row): string {
  const { people, client, keys, p50Ms, p90Ms, evaluatedPerKey, generatedPerKey, answeredShare } = row;
  const cells = [
    `${people}`.padStart(6),
    client.padEnd(12),
    `${keys}`.padStart(5),
    `${p50Ms} / ${p90Ms}`.padStart(29),
  ];
  return [
    ...cells,
    `${evaluatedPerKey}, ${generatedPerKey}`.padStart(26),
    `${answeredShare}`.padStart(10),
    `${row.processorMsPerKey ?? '?'}`.padStart(18),
  ].join('  ');
}

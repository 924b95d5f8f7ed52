// `npm run bench -- team`: how many people one llama.cpp server carries, with Hearth as it ships and with llama.vscode.
// `team [--people 1,2,4,8,16,32] [--places 24] [--least-places 8] [--threads N] [--batch N] [--only hearth|llama.vscode]
// [--reading SECONDS] [--longest-pause SECONDS] [--unhurried] [--json] [--svg FILE] [--program FILE [-- ARGUMENT…]]`.
// People look at places as long as recorded, at most `--longest-pause` seconds, or about `--reading` seconds; there are at
// least `--places` places for each number of people, and `--least-places` for each person. Unhurried ones wait for every
// answer, which tells what a key costs on a machine that is busy otherwise. `--program` is a llama-server to be measured.
// Each number of people is measured until the 90th percentile of the wait for an answer passes one second.
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { loadVocabulary } from '../../engine/llama/loadVocabulary.ts';
import { startLlamaServer } from '../../scripts/server/llamaServer.mjs';
import { benchContext } from '../benchContext.ts';
import { seededRandom } from '../evaluation/random.ts';
import { recordedHalves, recordedLanguage } from '../replay/recording.ts';
import type { Answering } from './answering.ts';
import { teamCurve } from './curve.ts';
import { hearthAnswering, sharedParts } from './hearthAnswering.ts';
import { PeerAnswering } from './peerAnswering.ts';
import { openFirst, type Person, typeRuns } from './person.ts';
import { type LookingRule, runsOf } from './places.ts';
import { conclusion, isCarried, rowText, rowTitles, type TeamRow, teamRow } from './report.ts';
import { countedBetween, serverCounters } from './serverCounters.ts';

const { values: flags, positionals: programArguments } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: {
    people: { type: 'string', default: '1,2,4,8,16,32' },
    places: { type: 'string', default: '24' },
    'least-places': { type: 'string', default: '8' },
    threads: { type: 'string', default: `${os.availableParallelism()}` },
    batch: { type: 'string' },
    only: { type: 'string' },
    reading: { type: 'string' },
    'longest-pause': { type: 'string', default: '15' },
    unhurried: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    svg: { type: 'string' },
    program: { type: 'string' },
  },
});

interface Client {
  readonly name: string;
  /** How the server is started for it. */
  readonly server: { readonly batch: number; readonly cacheReuse?: number };
  readonly create: (url: string) => Promise<Answering>;
}

const modelPath = process.env['HEARTH_BENCH_MODEL'] ?? '';
/** A prompt of llama.vscode's takes up to 2,048 tokens and its answer 128. */
const tokensPerSlot = 2304;
/** Of each person: Hearth reads the near part of a place that is new first, llama.vscode asks ahead beside the next key. */
const promptsAtOnce = 2;
const { report: runs } = await recordedHalves(Number.POSITIVE_INFINITY);
// A clock that stands: what people's own machines do is not to depend on how busy this one is.
const context = benchContext();
await context.prepare(recordedLanguage);
const loaded = await loadVocabulary(modelPath, () => {});
const shared = sharedParts(modelPath, loaded, context);
const clients: readonly Client[] = [
  // As docs/TEAM.md has it on a processor: between small batches the keys of others find their turn.
  { name: 'hearth', server: { batch: 64 }, create: (url) => hearthAnswering(url, shared) },
  // As its page has the server started; it cuts prompts to what fits a batch.
  {
    name: 'llama.vscode',
    server: { batch: 1024, cacheReuse: 256 },
    create: (url) => Promise.resolve(new PeerAnswering(url)),
  },
];
const looking: LookingRule =
  flags.reading === undefined
    ? { kind: 'recorded', mostMs: 1000 * Number(flags['longest-pause']) }
    : { kind: 'about', ms: 1000 * Number(flags.reading) };

const rows: TeamRow[] = [];
console.error(rowTitles);
for (const client of clients.filter(({ name }) => name === (flags.only ?? name))) {
  for (const people of flags.people.split(',').map(Number)) {
    const row = await measure(client, people);
    rows.push(row);
    console.error(rowText(row));
    if (!isCarried(row) && !flags.unhurried) break;
  }
}
await loaded.dispose();
context.dispose();
const machine = { processor: os.cpus()[0]?.model ?? 'unknown', cores: os.availableParallelism() };
if (flags.svg !== undefined)
  await writeFile(flags.svg, teamCurve(rows, `Wait from a key to its answer, ${machine.cores} cores`));
if (flags.json) console.log(JSON.stringify({ machine, threads: Number(flags.threads), rows }));
else console.log([rowTitles, ...rows.map(rowText), ...conclusion(rows, 'hearth', 'llama.vscode')].join('\n'));

/** On a server of its own: what others asked before is in nobody's cache. */
async function measure(client: Client, people: number): Promise<TeamRow> {
  const server = await startLlamaServer({
    modelPath,
    slots: promptsAtOnce * people,
    tokensPerSlot,
    threads: Number(flags.threads),
    ...client.server,
    ...(flags.batch === undefined ? {} : { batch: Number(flags.batch) }),
    ...(flags.program === undefined ? {} : { program: flags.program, programArguments }),
  });
  try {
    const placesEach = Math.max(Number(flags['least-places']), Math.ceil(Number(flags.places) / people));
    const persons: Person[] = [];
    for (let number = 0; number < people; number++) {
      const person = {
        number,
        runs: runsOf(runs, number, placesEach),
        answering: await client.create(server.url),
        random: seededRandom(number + 1),
      };
      await openFirst(person);
      persons.push(person);
    }
    const before = await serverCounters(server.url, server.processId);
    const ownBefore = process.cpuUsage();
    const startMs = performance.now();
    const logs = await Promise.all(
      persons.map((person) => typeRuns(person, { looking, isUnhurried: flags.unhurried })),
    );
    const durationMs = performance.now() - startMs;
    const own = process.cpuUsage(ownBefore);
    const after = await serverCounters(server.url, server.processId);
    for (const { answering } of persons) await answering.dispose();
    return teamRow({
      client: client.name,
      people,
      logs,
      server: countedBetween(before, after),
      peopleProcessorMs: (own.user + own.system) / 1000,
      durationMs,
      processors: os.availableParallelism(),
    });
  } finally {
    await server.stop();
  }
}

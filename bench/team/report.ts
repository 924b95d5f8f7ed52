// The figures of a measured number of people, as rows, and what follows from all of them. Pure.
// Must not know how they were measured.
import { percentile } from '../statistics.ts';
import type { ServerCounters } from './serverCounters.ts';

/** Whoever waits longer has typed on. */
export const limitMs = 1000;

export interface TeamRow {
  readonly client: string;
  readonly people: number;
  readonly keys: number;
  /** Until a key or a later one was decided. Null for keys that never were, which JSON has no number for. */
  readonly p50Ms: number | null;
  readonly p90Ms: number | null;
  readonly withTextShare: number;
  readonly evaluatedPerKey: number;
  readonly generatedPerKey: number;
  readonly serverMsPerKey: number | undefined;
  /** Of its processors, by the server; 1 is all of them. */
  readonly serverLoad: number | undefined;
  /** Of this machine's processors, by the simulated people. */
  readonly peopleLoad: number;
}

/** Of one person's keys. */
export interface KeyCounts {
  readonly keys: number;
  readonly keysWithText: number;
  readonly waitsMs: readonly number[];
}

export interface Measured {
  readonly client: string;
  readonly people: number;
  readonly logs: readonly KeyCounts[];
  /** What the server counted from the first key to the last. */
  readonly server: ServerCounters;
  readonly peopleProcessorMs: number;
  readonly durationMs: number;
  readonly processors: number;
}

export function teamRow({ client, people, logs, server, ...times }: Measured): TeamRow {
  const waitsMs = logs.flatMap((log) => log.waitsMs);
  const keys = sum(logs.map((log) => log.keys));
  const perKey = (count: number) => Math.round((count / keys) * 10) / 10;
  const load = (processorMs: number) =>
    Math.round((100 * processorMs) / (times.durationMs * times.processors)) / 100;
  return {
    client,
    people,
    keys,
    p50Ms: finite(percentile(waitsMs, 0.5)),
    p90Ms: finite(percentile(waitsMs, 0.9)),
    withTextShare: Math.round((100 * sum(logs.map((log) => log.keysWithText))) / keys) / 100,
    evaluatedPerKey: perKey(server.evaluated),
    generatedPerKey: perKey(server.generated),
    serverMsPerKey: server.processorMs === undefined ? undefined : perKey(server.processorMs),
    serverLoad: server.processorMs === undefined ? undefined : load(server.processorMs),
    peopleLoad: load(times.peopleProcessorMs),
  };
}

export function isCarried({ p90Ms }: TeamRow): boolean {
  return p90Ms !== null && p90Ms <= limitMs;
}

export const rowTitles =
  'people  client        keys  wait for an answer p50 / p90 ms  with text  evaluated, written a key  server ms a key  load of server, people';

export function rowText(row: TeamRow): string {
  const { people, client, keys, p50Ms, p90Ms, evaluatedPerKey, generatedPerKey } = row;
  return [
    `${people}`.padStart(6),
    client.padEnd(12),
    `${keys}`.padStart(5),
    `${p50Ms ?? 'never'} / ${p90Ms ?? 'never'}`.padStart(31),
    percent(row.withTextShare).padStart(9),
    `${evaluatedPerKey}, ${generatedPerKey}`.padStart(24),
    `${row.serverMsPerKey ?? '?'}`.padStart(15),
    `${row.serverLoad === undefined ? '?' : percent(row.serverLoad)}, ${percent(row.peopleLoad)}`.padStart(
      22,
    ),
  ].join('  ');
}

/** How many people each client lets a server carry, and where one carries none, what can be said instead. */
export function conclusion(rows: readonly TeamRow[], one: string, other: string): readonly string[] {
  const carried = (client: string) => mostCarried(rows, client);
  const lines = [
    `carried with p90 of the wait below ${limitMs} ms: ${one} ${carriedText(carried(one))}, ${other} ${carriedText(carried(other))}`,
  ];
  const [most = 0, least = 0] = [carried(one), carried(other)];
  if (most > 0 && least > 0) lines.push(`ratio: ${round(most / least)}`);
  const alone = (client: string) => rows.find((row) => row.client === client && row.people === 1);
  const [ownAlone, otherAlone] = [alone(one), alone(other)];
  if (ownAlone === undefined || otherAlone === undefined) return lines;
  if (least === 0)
    lines.push(
      `${other} carries nobody: one person waits ${otherAlone.p50Ms ?? 'for ever'} / ${otherAlone.p90Ms ?? 'for ever'} ms (p50 / p90)`,
    );
  const { serverMsPerKey: otherMs } = otherAlone;
  const { serverMsPerKey: ownMs } = ownAlone;
  if (ownMs !== undefined && ownMs > 0 && otherMs !== undefined)
    lines.push(`server time a key, one person: ${other} ${round(otherMs / ownMs)} times that of ${one}`);
  return lines;
}

/** The largest measured number up to which all were carried; undefined for a client that was not measured. */
export function mostCarried(rows: readonly TeamRow[], client: string): number | undefined {
  const own = rows.filter((row) => row.client === client).toSorted((a, b) => a.people - b.people);
  if (own.length === 0) return undefined;
  const firstNot = own.findIndex((row) => !isCarried(row));
  const last = firstNot === -1 ? own.length : firstNot;
  return own[last - 1]?.people ?? 0;
}

function carriedText(people: number | undefined): string {
  return people === undefined ? 'not measured' : `${people}`;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value) : null;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

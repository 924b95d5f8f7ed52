// The table of the benchmark of broken calls. Pure.
import type { CallResult } from './runCalls.ts';
import { share } from './share.ts';

const languages = (results: readonly CallResult[]) =>
  [...new Set(results.map(({ episode }) => episode.languageId))].toSorted();

export function callsReport(results: readonly CallResult[]): string {
  const rows = [
    rowOf('all', results),
    ...languages(results).map((languageId) =>
      rowOf(
        languageId,
        results.filter(({ episode }) => episode.languageId === languageId),
      ),
    ),
  ];
  const times = results.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (rank: number) => (times[Math.floor(rank * (times.length - 1))] ?? 0).toFixed(0);
  return [
    '| | calls | offered | right of those |',
    '|---|---|---|---|',
    ...rows,
    '',
    `ms a question, one behind the other: p50 ${at(0.5)}, p95 ${at(0.95)}`,
  ].join('\n');
}

function rowOf(name: string, results: readonly CallResult[]): string {
  const offered = results.filter((result) => result.offered !== undefined);
  const right = offered.filter(({ isRight }) => isRight).length;
  return `| ${name} | ${results.length} | ${share(offered.length, results.length)} | ${share(right, offered.length)} |`;
}

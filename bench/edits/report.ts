// The tables of the benchmark of next edits. Pure.
import { negativeKinds, shapes } from './episode.ts';
import type { Verdict } from './judge.ts';
import type { EpisodeResult } from './runEpisodes.ts';
import { share } from './share.ts';

export function reportOf(results: readonly EpisodeResult[]): string {
  const positives = results.filter(({ episode }) => episode.negative === undefined);
  const lines = ['| | episodes | answered | places | right | left as it was |', '|---|---|---|---|---|---|'];
  const row = (name: string, some: readonly EpisodeResult[]) => lines.push(rowOf(name, some));
  row('all', positives);
  for (const shape of shapes)
    row(
      shape,
      positives.filter(({ episode }) => episode.shape === shape),
    );
  for (const languageId of [...new Set(positives.map(({ episode }) => episode.languageId))].toSorted())
    row(
      languageId,
      positives.filter(({ episode }) => episode.languageId === languageId),
    );
  const negatives = results.filter(({ episode }) => episode.negative !== undefined);
  lines.push('', '| negatives | episodes | fired |', '|---|---|---|');
  lines.push(negativeRow('all', negatives));
  for (const kind of negativeKinds)
    lines.push(
      negativeRow(
        kind,
        negatives.filter(({ episode }) => episode.negative === kind),
      ),
    );
  const times = results.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (rank: number) => (times[Math.floor(rank * (times.length - 1))] ?? 0).toFixed(1);
  lines.push('', `ms from edit to proposal: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)}`);
  return lines.join('\n');
}

function rowOf(name: string, results: readonly EpisodeResult[]): string {
  const answered = results.filter((result) => result.verdicts.includes('right')).length;
  const verdicts = results.flatMap((result) => result.verdicts);
  const of = (wanted: Verdict) =>
    share(verdicts.filter((verdict) => verdict === wanted).length, verdicts.length);
  return `| ${name} | ${results.length} | ${share(answered, results.length)} | ${verdicts.length} | ${of('right')} | ${of('left')} |`;
}

function negativeRow(name: string, results: readonly EpisodeResult[]): string {
  const fired = results.filter(({ proposal }) => proposal !== undefined).length;
  return `| ${name} | ${results.length} | ${share(fired, results.length)} |`;
}

// Whether what the model says of a place tells right ones from the rest, and what a limit would turn away: chosen on one
// half, reported on the other. Pure.
import type { NegativeKind, Shape } from './episode.ts';
import type { PlaceScore } from './filterScores.ts';
import type { Verdict } from './judge.ts';
import { share } from './share.ts';

const windows = ['alone', 'led'] as const;
const measures = ['gain', 'gainPerToken'] as const;

export interface JudgedPlace {
  readonly half: 'choosing' | 'reporting';
  readonly shape: Shape;
  readonly negative: NegativeKind | undefined;
  readonly verdict: Verdict;
  /** By what stood in front: the document alone, or the edited lines before it. */
  readonly scores: Readonly<Record<(typeof windows)[number], PlaceScore>>;
}

/** Of right places, which are many, one in so many is looked at. */
export const rightForOne = 4;

type Pick = (place: JudgedPlace) => number;

/** A filter that turns away more of what is right than this is no help. */
const mostRightLost = 0.05;

export function filterReport(places: readonly JudgedPlace[]): string {
  const choosing = places.filter(({ half }) => half === 'choosing');
  const reporting = places.filter(({ half }) => half === 'reporting');
  const ms = places.map(({ scores }) => scores.alone.ms).toSorted((a, b) => a - b);
  const lines = [
    `${choosing.length} places to choose on, ${reporting.length} to report; ms a place p50 ${at(ms, 0.5)}, p90 ${at(ms, 0.9)}`,
    '| in front | measure | AUC right / left, choosing | reporting | limit | right kept | left turned away | right among what stays | before |',
    '|---|---|---|---|---|---|---|---|---|',
  ];
  for (const window of windows)
    for (const measure of measures) {
      const pick: Pick = ({ scores }) => scores[window][measure];
      lines.push(rowOf(`${window} | ${measure}`, choosing, reporting, pick));
    }
  return lines.join('\n');
}

function rowOf(
  name: string,
  choosing: readonly JudgedPlace[],
  reporting: readonly JudgedPlace[],
  pick: Pick,
): string {
  const limit = limitOf(choosing, pick);
  const kept = reporting.filter((place) => pick(place) >= limit);
  const count = (some: readonly JudgedPlace[], verdict: Verdict) =>
    some.filter((place) => place.verdict === verdict).length;
  const turned = count(reporting, 'left') - count(kept, 'left');
  const rightShare = (some: readonly JudgedPlace[]) => {
    const right = count(some, 'right') * rightForOne;
    return `${((100 * right) / (right + some.length - count(some, 'right'))).toFixed(1)} %`;
  };
  return (
    `| ${name} | ${auc(choosing, pick).toFixed(3)} | ${auc(reporting, pick).toFixed(3)} | ${limit.toFixed(2)} ` +
    `| ${share(count(kept, 'right'), count(reporting, 'right'))} | ${share(turned, count(reporting, 'left'))} ` +
    `| ${rightShare(kept)} | ${rightShare(reporting)} |`
  );
}

/** The one that keeps all but a twentieth of what is right. */
function limitOf(places: readonly JudgedPlace[], pick: Pick): number {
  const right = places.filter(({ verdict }) => verdict === 'right').map(pick);
  return (
    right.toSorted((a, b) => a - b)[Math.floor(right.length * mostRightLost)] ?? Number.NEGATIVE_INFINITY
  );
}

/** Of a right place and one that was left as it was: how often the right one has more. */
function auc(places: readonly JudgedPlace[], pick: Pick): number {
  const of = (wanted: Verdict) => places.filter(({ verdict }) => verdict === wanted).map(pick);
  const [right, left] = [of('right'), of('left')];
  let wins = 0;
  for (const one of right) for (const other of left) wins += one > other ? 1 : one === other ? 0.5 : 0;
  return wins / (right.length * left.length);
}

function at(sorted: readonly number[], rank: number): string {
  return (sorted[Math.floor(rank * (sorted.length - 1))] ?? 0).toFixed(0);
}

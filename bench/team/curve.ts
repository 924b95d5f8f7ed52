// The wait over the number of people as a chart, both on scales where each step is a multiple. Pure.
import { type ChartAxis, lineChart } from '../lineChart.ts';
import { limitMs, type TeamRow } from './report.ts';

const ticksMs = [3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000];

/** @param title what was run where */
export function teamCurve(rows: readonly TeamRow[], title: string): string {
  const counts = [...new Set(rows.map(({ people }) => people))].toSorted((a, b) => a - b);
  const most = Math.log2(counts.at(-1) ?? 1);
  const x: ChartAxis = {
    label: 'people on one server',
    from: 0,
    to: Math.max(most, 1),
    ticks: counts.map(Math.log2),
    write: (value) => `${Math.round(2 ** value)}`,
  };
  const y: ChartAxis = {
    label: 'wait for an answer, seconds',
    from: Math.log10(ticksMs[0] ?? 1),
    to: Math.log10(ticksMs.at(-1) ?? 1),
    ticks: ticksMs.map(Math.log10),
    write: (value) => `${Number((10 ** value / 1000).toPrecision(1))}`,
  };
  const clients = [...new Set(rows.map(({ client }) => client))];
  const measured = (client: string, of: (row: TeamRow) => number | null) =>
    rows
      .filter((row) => row.client === client)
      .flatMap((row) => {
        const waitMs = of(row);
        return waitMs === null ? [] : [{ x: Math.log2(row.people), y: shown(waitMs) }];
      });
  const series = clients.flatMap((client) => [
    { name: `${client}, p90`, isLine: true, points: labelled(measured(client, ({ p90Ms }) => p90Ms)) },
    { name: `${client}, p50`, isLine: true, points: labelled(measured(client, ({ p50Ms }) => p50Ms)) },
  ]);
  const limit = {
    name: 'one second',
    isLine: true,
    points: [x.from, x.to].map((value) => ({ x: value, y: Math.log10(limitMs) })),
  };
  return lineChart({ title, x, y, series: [...series, limit] });
}

/** Within the chart. */
function shown(waitMs: number): number {
  return Math.log10(Math.min(Math.max(waitMs, ticksMs[0] ?? 1), ticksMs.at(-1) ?? 1));
}

/** A point alone makes no line. */
function labelled(points: readonly { readonly x: number; readonly y: number }[]) {
  return points.map((point) => ({ ...point, label: '' }));
}

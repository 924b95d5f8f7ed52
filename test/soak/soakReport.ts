// What is made of a soak's samples: early and late compared, and a curve. Pure.
import { lineChart } from '../../bench/lineChart.ts';
import { percentile } from '../../bench/statistics.ts';

export interface WindowSample {
  readonly residentBytes: number;
  /** Of JavaScript, after collecting garbage. */
  readonly heapBytes: number;
  /** What keeps the event loop busy, and who listens to the process: constant in a window that only works. */
  readonly handles: number;
  readonly listeners: number;
  /** Of the answers since the sample before. */
  readonly latenciesMs: readonly number[];
}

export interface SoakSample {
  /** From 0 to 1 of the soak's time. */
  readonly at: number;
  readonly engineBytes: number;
  readonly windows: readonly WindowSample[];
}

export interface Comparison {
  readonly early: number;
  readonly late: number;
  /** A share of `early`. */
  readonly growth: number;
}

const mebibyte = 1024 ** 2;

export function soakReport(samples: readonly SoakSample[]) {
  const early = samples.filter(({ at }) => at >= 0.2 && at < 0.45);
  const late = samples.filter(({ at }) => at >= 0.75);
  const compare = (of: (sample: SoakSample) => number): Comparison => {
    const [before, after] = [percentile(early.map(of), 0.5), percentile(late.map(of), 0.5)];
    return { early: before, late: after, growth: Math.round((after / before - 1) * 1000) / 1000 };
  };
  const [first] = samples;
  return {
    engineMib: compare(({ engineBytes }) => engineBytes / mebibyte),
    windows: (first?.windows ?? []).map((_, index) => {
      const of = (pick: (window: WindowSample) => number) =>
        compare(({ windows }) => (windows[index] === undefined ? 0 : pick(windows[index])));
      const p90Ms = (some: readonly SoakSample[]) =>
        percentile(
          some.flatMap(({ windows }) => windows[index]?.latenciesMs ?? []),
          0.9,
        );
      return {
        residentMib: of(({ residentBytes }) => residentBytes / mebibyte),
        heapMib: of(({ heapBytes }) => heapBytes / mebibyte),
        handles: of(({ handles }) => handles),
        listeners: of(({ listeners }) => listeners),
        p90Ms: { early: p90Ms(early), late: p90Ms(late) },
      };
    }),
  };
}

export function soakCurve(samples: readonly SoakSample[], minutes: number): string {
  const most = Math.max(...samples.map(({ engineBytes }) => engineBytes)) / mebibyte;
  const to = Math.ceil(most / 200) * 200;
  const points = (of: (sample: SoakSample) => number) =>
    samples.map((sample) => ({ x: sample.at * minutes, y: of(sample) / mebibyte }));
  const ticks = (end: number) => [0, 0.25, 0.5, 0.75, 1].map((share) => share * end);
  const write = (value: number) => `${Math.round(value)}`;
  return lineChart({
    title: 'Resident memory while two windows work on one engine',
    x: { label: 'minutes', from: 0, to: minutes, ticks: ticks(minutes), write },
    y: { label: 'MiB', from: 0, to, ticks: ticks(to), write },
    series: [
      { name: 'engine', points: points(({ engineBytes }) => engineBytes), isLine: true },
      ...['extension host', 'the other window’s'].map((name, index) => ({
        name,
        points: points(({ windows }) => windows[index]?.residentBytes ?? 0),
        isLine: true,
      })),
    ],
  });
}

// What saved evaluations say as drawings for docs/QUALITY.md. Pure.
// Must not know files or how results were made.
import { type ChartSeries, lineChart, shareAxis } from '../lineChart.ts';
import { type CaseResult, mean } from './metrics.ts';
import type { Results } from './results.ts';

/** Configurations as points: how often right, by the time that their prompts take to prefill. */
export function budgetPlot(
  groups: readonly { readonly name: string; readonly results: Results }[],
  prefillTokensPerSecond: number,
): string {
  const series: ChartSeries[] = groups.map(({ name, results }) => ({
    name,
    isLine: true,
    points: Object.entries(results)
      .map(([label, list]) => ({
        x: (1000 * mean(list.map(({ evaluatedTokens }) => evaluatedTokens))) / prefillTokensPerSecond,
        y: mean(list.map(({ isExact }) => Number(isExact))),
        label,
      }))
      .toSorted((a, b) => a.x - b.x),
  }));
  const longest = Math.max(500, ...series.flatMap(({ points }) => points.map(({ x }) => x)));
  const to = Math.ceil((1.15 * longest) / 250) * 250;
  return lineChart({
    title: 'Right rest of the line, by the milliseconds of a cold prompt',
    x: {
      label: 'milliseconds of prefill',
      from: 0,
      to,
      ticks: Array.from({ length: to / 250 + 1 }, (_, index) => 250 * index),
      write: String,
    },
    y: { ...shareAxis('right'), to: 0.6, ticks: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6] },
    series,
  });
}

/** How often what is shown is right, if only the surest suggestions are shown. */
export function precisionPlot(byName: Results): string {
  return lineChart({
    title: 'Right among what is shown, by the share that is shown',
    x: shareAxis('share of cursors with a suggestion, the surest first'),
    y: shareAxis('right'),
    series: Object.entries(byName).map(([name, results]) => ({
      name,
      isLine: true,
      points: precisionPoints(results),
    })),
  });
}

/** One point for every twentieth of the cursors. */
export function precisionPoints(
  results: readonly CaseResult[],
): { readonly x: number; readonly y: number }[] {
  const shown = results.filter(({ isShown }) => isShown).toSorted((a, b) => b.confidence - a.confidence);
  return Array.from({ length: 20 }, (_, index) => (index + 1) / 20)
    .map((share) => Math.round(share * results.length))
    .filter((count) => count > 0 && count <= shown.length)
    .map((count) => ({
      x: count / results.length,
      y: mean(shown.slice(0, count).map(({ isExact }) => Number(isExact))),
    }));
}

/** Windows cut by syntax, and plain tails of the file, each through every budget; other variations stand alone. */
export function byWindow(
  results: Results,
  languageId: string,
): { readonly name: string; readonly results: Results }[] {
  const isTail = (name: string) => name.includes('window=tail');
  const isWindow = (name: string) =>
    /^shipped(?:,(?:beforeCharacters|afterCharacters|window)=\w+)*$/.test(name);
  const select = (accepts: (name: string) => boolean): Results =>
    Object.fromEntries(
      Object.entries(results)
        .filter(([name]) => accepts(name))
        .map(([name, list]) => [labelOf(name), list.filter(({ language }) => language === languageId)]),
    );
  return [
    { name: 'window by scopes', results: select((name) => isWindow(name) && !isTail(name)) },
    { name: 'plain tail', results: select((name) => isWindow(name) && isTail(name)) },
    { name: 'plain PSM', results: select((name) => name === 'psm') },
  ].filter((group) => Object.keys(group.results).length > 0);
}

/** The characters before the cursor say which budget it is. */
function labelOf(name: string): string {
  return /beforeCharacters=(\d+)/.exec(name)?.[1] ?? (name === 'psm' ? 'psm' : '3600');
}

export function byLanguage(results: readonly CaseResult[]): Results {
  const languages = [...new Set(results.map(({ language }) => language))];
  return Object.fromEntries(
    languages.map((name) => [name, results.filter(({ language }) => language === name)]),
  );
}

// Results of a run by configuration, and several runs as one. Pure.
// Must not know how results are made.
import type { CaseResult } from './metrics.ts';

/** By the configuration's name. */
export type Results = Readonly<Record<string, readonly CaseResult[]>>;

/** Results of several runs as one: parts of a run, or other configurations on the same cases. */
export function mergeResults(runs: readonly Results[]): Results {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run)))];
  return Object.fromEntries(
    names.map((name) => {
      const byId = new Map(runs.flatMap((run) => run[name] ?? []).map((result) => [result.id, result]));
      return [name, [...byId.values()]];
    }),
  );
}

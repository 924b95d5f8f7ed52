// Holds a quick run against the committed figures and says what got worse. Pure.
// Must not know how results are made; the figures are numbers only, never text of a case.
import { type CaseResult, mean } from './metrics.ts';

export interface Baseline {
  readonly cases: number;
  /** Shares from 0 to 1. */
  readonly right: number;
  readonly similarity: number;
  readonly savedCharacters: number;
  readonly promptTokens: number;
}

/** Another machine's rounding may turn a token around; more than this is a change. */
const tolerance = 0.02;

export function figuresOf(results: readonly CaseResult[]): Baseline {
  const sum = (value: (result: CaseResult) => number) =>
    results.reduce((total, result) => total + value(result), 0);
  const round = (value: number) => Math.round(value * 10_000) / 10_000;
  return {
    cases: results.length,
    right: round(mean(results.map(({ isExact }) => Number(isExact)))),
    similarity: round(mean(results.map((result) => result.similarity))),
    savedCharacters: round(
      sum(({ savedCharacters }) => savedCharacters) / sum(({ expectedCharacters }) => expectedCharacters),
    ),
    promptTokens: round(mean(results.map(({ evaluatedTokens }) => evaluatedTokens))),
  };
}

export function againstBaseline(results: readonly CaseResult[], baseline: Baseline): string {
  const now = figuresOf(results);
  if (now.cases !== baseline.cases) return `The baseline has ${baseline.cases} cases, not ${now.cases}.`;
  const worse = [
    drop('right', now.right, baseline.right),
    drop('similarity', now.similarity, baseline.similarity),
    drop('saved characters', now.savedCharacters, baseline.savedCharacters),
    now.promptTokens > baseline.promptTokens * (1 + tolerance)
      ? `prompt tokens ${baseline.promptTokens} → ${now.promptTokens}`
      : undefined,
  ].filter((line) => line !== undefined);
  const figures = `now ${JSON.stringify(now)}`;
  return worse.length === 0
    ? `Nothing got worse than the baseline; ${figures}`
    : `Worse than the baseline: ${worse.join('; ')}; ${figures}`;
}

function drop(name: string, now: number, before: number): string | undefined {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  return now < before - tolerance ? `${name} ${percent(before)} → ${percent(now)}` : undefined;
}

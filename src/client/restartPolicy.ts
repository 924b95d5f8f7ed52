// Whether and when a crashed engine starts again. Pure; times are given.

export interface RestartRules {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** More crashes than this within the window end the attempts. */
  readonly maxCrashes: number;
  readonly windowMs: number;
}

export const defaultRestartRules: RestartRules = {
  firstDelayMs: 250,
  maxDelayMs: 30_000,
  maxCrashes: 5,
  windowMs: 180_000,
};

export type RestartDecision =
  | { readonly kind: 'restart'; readonly delayMs: number; readonly attempt: number }
  | { readonly kind: 'giveUp' };

/** `crashTimesMs` holds the present crash as its last. Each further crash in the window doubles the delay. */
export function decideRestart(crashTimesMs: readonly number[], rules: RestartRules): RestartDecision {
  const lastMs = crashTimesMs.at(-1) ?? 0;
  const recent = crashTimesMs.filter((timeMs) => lastMs - timeMs < rules.windowMs).length;
  if (recent > rules.maxCrashes) return { kind: 'giveUp' };
  const delayMs = Math.min(rules.firstDelayMs * 2 ** (recent - 1), rules.maxDelayMs);
  return { kind: 'restart', delayMs, attempt: recent };
}

// The recorded runs, divided: what is learned from, and what is reported on. Knows the recording's place.
import { readTrace, spreadRuns, type TypingRun, typingRuns } from '../trace.ts';

/** The recording's language. */
export const recordedLanguage = 'rust';

/** In the order of typing, so that no line is in both. Each half as `count` runs spread evenly. */
export async function recordedHalves(
  count: number,
  shift = 0,
): Promise<{ readonly calibration: readonly TypingRun[]; readonly report: readonly TypingRun[] }> {
  const trace = await readTrace(new URL('../traces/rustcode.json.gz', import.meta.url));
  const runs = typingRuns(trace);
  const middle = Math.floor(runs.length / 2);
  return {
    calibration: spreadRuns(runs.slice(0, middle), count, shift),
    report: spreadRuns(runs.slice(middle), count, shift),
  };
}

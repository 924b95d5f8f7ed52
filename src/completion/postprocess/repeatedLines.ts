// Drops or cuts a suggestion that writes again what stands on the lines around it. Pure.
import type { SilentReason } from '../../../engine/protocol.ts';
import type { CleanSuggestion, Surroundings } from '../postprocess.ts';

/** Lines of this length and less, such as `}` or `);`, repeat legitimately unless they stand at the same column. */
const shortLine = 3;

export function dropRepeatedLines(
  suggestion: CleanSuggestion,
  { lineBefore, previousLine, nextLine }: Surroundings,
): CleanSuggestion | SilentReason {
  const [first = '', ...others] = suggestion.text.split('\n');
  const line = lineBefore + first;
  if (first.trim() !== '' && (repeats(line, nextLine) || repeatsLong(line, previousLine))) {
    return 'repeatsNearbyText';
  }
  // From the line on that is already there, all that follows was copied.
  const copied = others.findIndex((other) => repeats(other, nextLine));
  if (copied === -1) return suggestion;
  return { ...suggestion, text: [first, ...others.slice(0, copied)].join('\n') };
}

function repeats(line: string, there: string): boolean {
  if (there.trim() === '') return false;
  return line.trimEnd() === there.trimEnd() || repeatsLong(line, there);
}

function repeatsLong(line: string, there: string): boolean {
  return line.trim().length > shortLine && line.trim() === there.trim();
}

// Drops or cuts a suggestion that writes again what stands on the lines around it. Pure.
import type { SilentReason } from '../../../engine/protocol.ts';
import type { CleanSuggestion, Surroundings } from '../postprocess.ts';

/** Lines of this length and less, such as `}` or `);`, repeat legitimately unless they stand at the same column. */
const shortLine = 3;
/** A last line that was broken off is taken for the beginning of the next line from this length on. */
const shortBeginning = 6;

export function dropRepeatedLines(
  suggestion: CleanSuggestion,
  around: Surroundings,
): CleanSuggestion | SilentReason {
  const { lineBefore, previousLine, nextLine } = around;
  const [first = '', ...others] = suggestion.text.split('\n');
  const line = lineBefore + first;
  if (first.trim() !== '' && (repeats(line, nextLine) || repeatsLong(line, previousLine))) {
    return 'repeatsNearbyText';
  }
  if (others.length === 0) return suggestion;
  // From the line on that is already there, all that follows was copied.
  const copied = others.findIndex(
    (other, index) =>
      repeats(other, nextLine) ||
      repeatsLong(other, others[index - 1] ?? line) ||
      (index === others.length - 1 && begins(other, nextLine)),
  );
  if (copied === -1) return suggestion;
  return { ...suggestion, text: [first, ...others.slice(0, copied)].join('\n') };
}

function repeats(line: string, there: string): boolean {
  if (there.trim() === '') return false;
  return line.trimEnd() === there.trimEnd() || repeatsLong(line, there);
}

function repeatsLong(line: string, there: string): boolean {
  const [one, other] = [essence(line), essence(there)];
  return one.length > shortLine && one === other;
}

/** A line without what lists and statements end with: the last one of them often has none. */
function essence(line: string): string {
  return line.trim().replace(/[;,]$/, '');
}

function begins(line: string, there: string): boolean {
  return line.trim().length >= shortBeginning && there.trimStart().startsWith(line.trim());
}

/** Nothing is left where all lines stand above the cursor, in their order: the model goes round in circles. */
export function dropCopyOfAbove(text: string, { before, lineBefore }: Surroundings): string {
  if (!text.includes('\n')) return text;
  const written = (lineBefore + text)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trimEnd());
  if (written.length < 2) return text;
  const above = before
    .split('\n')
    .slice(0, -1)
    .map((line) => line.trimEnd());
  const copied = above.filter((line) => line !== '').slice(-written.length);
  return copied.join('\n') === written.join('\n') ? '' : text;
}

// How good one answer is, and what many answers say together, with intervals. Pure.
// Must not know models or configurations.
import { distance } from 'fastest-levenshtein';
import { seededRandom } from './random.ts';

/** What is kept of one case in one configuration. */
export interface CaseResult {
  readonly id: string;
  readonly language: string;
  readonly kind: string;
  /** What the cursor stands behind. */
  readonly behind: Behind;
  /** Characters of the innermost enclosing function, class or the like; 0 where there is none or no syntax. */
  readonly scopeCharacters: number;
  /** The rest of the line is exactly what was there, trailing space aside. */
  readonly isExact: boolean;
  /** 1 minus the edit distance over the longer length, of the rest of the line. */
  readonly similarity: number;
  /** Characters that taking a right suggestion saves; 0 for a wrong one. */
  readonly savedCharacters: number;
  readonly expectedCharacters: number;
  /** Of the whole expected text, which is more than a line for blocks. */
  readonly wholeSimilarity: number;
  /** Lines of what was shown, and whether the file has no more syntax errors with it; undefined without a grammar. */
  readonly shownLines: number;
  readonly parses: boolean | undefined;
  /** Geometric mean of the chosen tokens' probabilities; 0 when nothing is shown. */
  readonly confidence: number;
  readonly isShown: boolean;
  readonly evaluatedTokens: number;
  readonly generatedTokens: number;
  readonly prefillMs: number;
  readonly decodeMs: number;
  /** Where names of a language server are looked at. */
  readonly name?: NameResult;
}

export interface NameResult {
  /** The rest of the name at the cursor is what was there. */
  readonly isRight: boolean;
  /** None that is listed. */
  readonly isInvented: boolean;
  /** Of what the gate would let through; undefined when that is nothing. */
  readonly offer?: { readonly isRight: boolean; readonly isInvented: boolean };
}

export type Behind = 'identifier' | 'space' | 'dot' | 'string' | 'other';

export function behindOf(lineBefore: string): Behind {
  const quotes = lineBefore.replaceAll(/\\./g, '').match(/["'`]/g) ?? [];
  if (quotes.length % 2 === 1) return 'string';
  if (/[\p{L}\p{N}_$]$/u.test(lineBefore)) return 'identifier';
  if (/(?:^|\s)$/.test(lineBefore)) return 'space';
  return lineBefore.endsWith('.') ? 'dot' : 'other';
}

/** `expected` and `shown` as a reader sees them: trailing space does not count. */
export function isSameLine(shown: string, expected: string): boolean {
  return shown.trimEnd() === expected.trimEnd();
}

export function similarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - distance(a, b) / longest;
}

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const resamples = 2000;

/** Mean with its 95 % percentile bootstrap interval. Give paired differences to compare two configurations. */
export function bootstrap(values: readonly number[], seed = 1): Interval {
  if (values.length === 0) return { mean: 0, low: 0, high: 0 };
  const random = seededRandom(seed);
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw++) sum += values[Math.floor(random() * values.length)] ?? 0;
    return sum / values.length;
  }).toSorted((a, b) => a - b);
  const at = (share: number) => means[Math.min(Math.floor(share * resamples), resamples - 1)] ?? 0;
  return { mean: mean(values), low: at(0.025), high: at(0.975) };
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

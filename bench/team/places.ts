// Which places of the recording each person works at, when, and their own text there. Pure.
// Must not know who answers.
import type { TypingRun } from '../trace.ts';

/**
 * Where in the recording somebody begins, from 0 to 1: halves, then quarters between them, so that each is far from all
 * others and the same person does the same however many there are.
 */
export function startShare(person: number): number {
  let share = 0;
  for (let rest = person, part = 0.5; rest > 0; rest = Math.floor(rest / 2), part /= 2)
    share += (rest % 2) * part;
  return share;
}

/** Places that were written one after the other. */
export function runsOf(runs: readonly TypingRun[], person: number, count: number): readonly TypingRun[] {
  const start = Math.min(Math.floor(startShare(person) * runs.length), Math.max(0, runs.length - count));
  return runs.slice(start, start + count);
}

export interface Looking {
  /** At what was written last. */
  readonly backMs: number;
  /** At the place where somebody types next. */
  readonly thereMs: number;
}

/** How people look before they type at a place; drawn around a time, or as recorded and not longer than something. */
export type LookingRule =
  | { readonly kind: 'recorded'; readonly mostMs: number }
  | { readonly kind: 'about'; readonly ms: number };

/** The recording does not say when its author moved: half of a pause there, half at the next place. */
export function lookingBefore(run: TypingRun, rule: LookingRule, random: () => number): Looking {
  if (rule.kind === 'about') return { backMs: 0, thereMs: rule.ms * (0.5 + random()) };
  const half = Math.min(run.pauseMs, rule.mostMs) / 2;
  return { backMs: half, thereMs: half };
}

const markedShare = 1 / 4;

/** The recording with marks of the person's own in it, so that nobody's prompt is another's; none on the cursor's line. */
export function ownText(
  { text, offset }: Pick<TypingRun, 'text' | 'offset'>,
  person: number,
): { readonly before: string; readonly after: string } {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset) === -1 ? text.length : text.indexOf('\n', offset);
  const marked = (part: string) =>
    part
      .split('\n')
      .map((line) => (isMarked(line) ? `${line} // ${person}` : line))
      .join('\n');
  return {
    before: marked(text.slice(0, lineStart)) + text.slice(lineStart, offset),
    after: text.slice(offset, lineEnd) + marked(text.slice(lineEnd)),
  };
}

/** By the line itself: a line above that comes or goes moves no mark. */
function isMarked(line: string): boolean {
  if (!line.endsWith(';')) return false;
  let hash = 0;
  for (const character of line) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_536;
  return hash < markedShare * 65_536;
}

// Two simulated readers, and what a suggestion was worth to someone who wrote what the recording says. Pure.
import type { TypingRun } from '../trace.ts';
import type { Shown } from './suggester.ts';

/** Takes a suggestion's first line exactly when that is what is written next; or takes none. */
export const readers = ['acceptsWhenRight', 'neverAccepts'] as const;
export type Reader = (typeof readers)[number];

export interface Judgement {
  readonly isRight: boolean;
  /** Keys of the run that its first line stands for. */
  readonly savedKeys: number;
}

/**
 * What is written next is the rest of the run, or of the line as it was left, which has the brackets that the editor
 * closed and what was put right later.
 * @param keys how many of the run's keys are in the document
 */
export function judge(shown: Shown, lineBefore: string, run: TypingRun, keys: number): Judgement {
  const cursor = run.offset + keys;
  const line = (shown.text.slice(cursor - shown.startOffset).split('\n')[0] ?? '').trimEnd();
  const typed = run.typed.slice(keys);
  const left = run.finalLine.startsWith(lineBefore) ? run.finalLine.slice(lineBefore.length) : typed;
  const isRight = line !== '' && (beginsWith(typed, line) || beginsWith(left, line));
  return { isRight, savedKeys: isRight ? commonLength(typed, line) : 0 };
}

/** Half a word is not what was written. */
function beginsWith(text: string, line: string): boolean {
  const isInWord = /\w$/.test(line) && /^\w/.test(text.slice(line.length));
  return text.startsWith(line) && !isInWord;
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

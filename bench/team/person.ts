// One simulated person: types recorded runs with human gaps into a document of their own, asks at every key, and waits at
// the end of a run. Must not know who answers.
import type { Random } from '../evaluation/random.ts';
import { gapBeforeKeyMs } from '../replay/keyRhythm.ts';
import type { TypingRun } from '../trace.ts';

export interface Answering {
  /** Somebody opens this and looks at it. */
  open(text: string, offset: number): Promise<void>;
  /** Undefined when a later key took its place. */
  answer(text: string, offset: number): Promise<string | undefined>;
  dispose(): Promise<void>;
}

/** Time from a key until a line for it or for a later one was there. */
export interface PersonResult {
  readonly waitsMs: readonly number[];
  /** Keys that got a line of their own. */
  readonly answered: number;
}

/** Reading what was suggested, or the next place. */
const betweenRunsMs = 1200;
const maxKeysPerRun = 12;
const markEveryLines = 8;

/** The recording with a mark of the person's own in it, so that nobody's prompt is another's. */
function ownText(text: string, person: number): string {
  return text
    .split('\n')
    .map((line, index) =>
      index % markEveryLines === 0 && line.endsWith(';') ? `${line} // ${person}` : line,
    )
    .join('\n');
}

function ownTexts({ text, offset }: TypingRun, person: number) {
  return { before: ownText(text.slice(0, offset), person), after: ownText(text.slice(offset), person) };
}

/** What was done long before anybody types: the first place is open. */
export async function openFirst(
  person: number,
  runs: readonly TypingRun[],
  answering: Answering,
): Promise<void> {
  const [first] = runs;
  if (first === undefined) return;
  const { before, after } = ownTexts(first, person);
  await answering.open(before + after, before.length);
}

export async function typeRuns(
  person: number,
  runs: readonly TypingRun[],
  answering: Answering,
  random: Random,
  /** Waits for each line, so that every key gets one, however slow the machine is. */
  isUnhurried = false,
): Promise<PersonResult> {
  const waitsMs: number[] = [];
  let answered = 0;
  for (const run of runs) {
    const { before, after } = ownTexts(run, person);
    await answering.open(before + after, before.length);
    await pause(betweenRunsMs * (0.5 + random()));
    /** Keys that nothing was shown for yet. */
    let unanswered: number[] = [];
    let last: Promise<void> = Promise.resolve();
    const keys = run.typed.slice(0, maxKeysPerRun);
    for (const [index, key] of Array.from(keys).entries()) {
      if (isUnhurried) await last;
      else if (index > 0) await pause(gapBeforeKeyMs(random, key, keys[index - 1] ?? ''));
      const struckMs = performance.now();
      unanswered.push(struckMs);
      const typed = before + keys.slice(0, index + 1);
      last = answering.answer(typed + after, typed.length).then((line) => {
        if (line === undefined) return;
        const nowMs = performance.now();
        answered++;
        waitsMs.push(...unanswered.filter((at) => at <= struckMs).map((at) => nowMs - at));
        unanswered = unanswered.filter((at) => at > struckMs);
      });
    }
    await last;
  }
  return { waitsMs, answered };
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

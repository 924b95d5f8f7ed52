// One simulated person: goes from place to place in a document of their own, looks, types what was recorded there with
// human gaps, asks at every key, and waits at the end. Must not know who answers.
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../evaluation/random.ts';
import { gapBeforeKeyMs } from '../replay/keyRhythm.ts';
import type { TypingRun } from '../trace.ts';
import type { Answering } from './answering.ts';
import { KeyLog } from './keyLog.ts';
import { type LookingRule, lookingBefore, ownText } from './places.ts';

/** A long comment would weigh more than all the places around it. */
const maxKeysPerRun = 24;

export interface Person {
  readonly number: number;
  readonly runs: readonly TypingRun[];
  readonly answering: Answering;
  readonly random: Random;
}

export interface Manner {
  readonly looking: LookingRule;
  /** Waits for each answer, so that every key gets one, however slow the machine is. */
  readonly isUnhurried: boolean;
}

/** What was done long before anybody types: the first place is open. */
export async function openFirst({ number, runs, answering }: Person): Promise<void> {
  const [first] = runs;
  if (first === undefined) return;
  const { before, after } = ownText(first, number);
  answering.visit(before + after, before.length);
  await answering.settled();
}

export async function typeRuns({ number, runs, answering, random }: Person, manner: Manner): Promise<KeyLog> {
  const log = new KeyLog();
  for (const [index, run] of runs.entries()) {
    const { backMs, thereMs } = lookingBefore(run, manner.looking, random);
    // Nobody begins at the same moment as the others.
    await pause(index === 0 ? random() * backMs : backMs);
    log.leave();
    const { before, after } = ownText(run, number);
    answering.visit(before + after, before.length);
    await pause(thereMs);
    await typeRun(run.typed.slice(0, maxKeysPerRun), { before, after, answering, random, log }, manner);
  }
  log.leave();
  return log;
}

interface Typing {
  readonly before: string;
  readonly after: string;
  readonly answering: Answering;
  readonly random: Random;
  readonly log: KeyLog;
}

async function typeRun(
  keys: string,
  { before, after, answering, random, log }: Typing,
  { isUnhurried }: Manner,
): Promise<void> {
  let last: Promise<void> = Promise.resolve();
  for (const [index, key] of Array.from(keys).entries()) {
    if (isUnhurried) await last;
    else if (index > 0) await pause(gapBeforeKeyMs(random, key, keys[index - 1] ?? ''));
    const struckAtMs = performance.now();
    log.strike(key, struckAtMs);
    const typed = before + keys.slice(0, index + 1);
    const show = (text: string | undefined) => log.show(text);
    const ended = answering.key(typed + after, typed.length, show);
    last = ended.then((end) => {
      if (end === 'decided') log.decide(struckAtMs, performance.now());
    });
  }
  await last;
}

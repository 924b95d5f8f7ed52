// How fast someone types against how fast the engine answers, and from both how long a request should wait.
// Pure but for remembering; the clock is given. Must not know documents or what is asked.
import type { TextChange } from '../../base/textChanges.ts';

/** Keys further apart are not one run: someone has thought, read or pointed in between. */
const maxGapInRunMs = 1000;
const rememberedGaps = 12;
const rememberedAnswers = 8;
/** A median of fewer is no rhythm. */
const minGaps = 3;
/** About 60 words a minute. */
const usualGapMs = 200;
const gapBounds = { min: 60, max: 400 };
/** More comes from pasting, accepting or another program; a key with its auto-closed bracket is two. */
const maxKeyCharacters = 2;

export class TypingRhythm {
  private readonly now: () => number;
  private gapsMs: readonly number[] = [];
  private answersMs: readonly number[] = [];
  private lastKeyMs: number | undefined;
  private isRunStart = true;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Hears every change; keys are those that one key can make, Enter with its indentation included. */
  change(changes: readonly TextChange[]): void {
    const [change, ...others] = changes;
    if (change === undefined || others.length > 0 || !isKey(change)) {
      this.lastKeyMs = undefined;
      this.isRunStart = true;
      return;
    }
    const nowMs = this.now();
    const gapMs = nowMs - (this.lastKeyMs ?? Number.NEGATIVE_INFINITY);
    this.isRunStart = gapMs > maxGapInRunMs;
    if (!this.isRunStart) this.gapsMs = [...this.gapsMs.slice(1 - rememberedGaps), gapMs];
    this.lastKeyMs = nowMs;
  }

  /** @param firstTokenMs what the engine needed until an answer had begun */
  answered(firstTokenMs: number): void {
    this.answersMs = [...this.answersMs.slice(1 - rememberedAnswers), firstTokenMs];
  }

  get state(): RhythmState {
    const gapMs = this.gapsMs.length < minGaps ? usualGapMs : median(this.gapsMs);
    return {
      gapMs: Math.min(Math.max(gapMs, gapBounds.min), gapBounds.max),
      sinceKeyMs: this.lastKeyMs === undefined ? 0 : this.now() - this.lastKeyMs,
      neededMs: median(this.answersMs),
      isRunStart: this.isRunStart,
    };
  }
}

export interface RhythmState {
  /** What usually lies between two keys. */
  readonly gapMs: number;
  readonly sinceKeyMs: number;
  /** What the engine needs until an answer has begun; 0 until that was measured. */
  readonly neededMs: number;
  /** The last key came after a pause, or something else than a key came since. */
  readonly isRunStart: boolean;
}

export interface DelaySituation extends RhythmState {
  readonly isAtLineStart: boolean;
  readonly isAfterAcceptance: boolean;
  readonly maxMs: number;
  /** Power is short: what the next key would make worthless is not computed. */
  readonly savesPower: boolean;
}

/**
 * Milliseconds to wait before asking. A request waits only when the next key is likely to come before an answer has
 * begun, and then until that key is due. From its first token on a run is not lost to the next key: the engine hands
 * it over when it agrees with what was typed. With an anchored cache a key evaluates one token, so the answer begins
 * after tens of milliseconds, sooner than anybody types, and nothing is added; what waits are engines that take
 * hundreds, on a slow or busy machine, where each key would end a run that has shown nobody anything. Nothing is
 * measured to decide this but what requests report anyway.
 */
export function decideDelayMs(situation: DelaySituation): number {
  const { gapMs, sinceKeyMs, neededMs, isRunStart, isAtLineStart, isAfterAcceptance, maxMs } = situation;
  if (isRunStart || isAtLineStart || isAfterAcceptance) return 0;
  if (neededMs < gapMs && !situation.savesPower) return 0;
  return Math.min(Math.max(gapMs - sinceKeyMs, 0), maxMs);
}

function isKey({ insertedText, removedLength }: TextChange): boolean {
  return removedLength <= maxKeyCharacters && insertedText.trimEnd().length <= maxKeyCharacters;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

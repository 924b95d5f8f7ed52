// When somebody pauses where nothing was sure enough, what is known is looked at once more: whoever waits wants to see
// something. The timer is given; must not know documents or what is shown.
import type { SetTimer } from '../../base/time.ts';
import type { RhythmState } from './typingRhythm.ts';

/** Where the cursor stood when nothing was shown. */
export interface WaitingPlace {
  readonly uri: string;
  readonly offset: number;
}

export interface PatienceParts {
  readonly setTimer: SetTimer;
  readonly lookAgain: (place: WaitingPlace) => void;
}

/** A pause of this many gaps between keys is no gap any more: about 0.7 s for somebody who types as most do. */
const gapsOfPause = 3.5;
const pauseBounds = { min: 500, max: 1200 };

/** Milliseconds until somebody waits, from now on. */
export function patienceMs({ gapMs, sinceKeyMs }: RhythmState): number {
  const pauseMs = Math.min(Math.max(gapsOfPause * gapMs, pauseBounds.min), pauseBounds.max);
  return Math.max(0, pauseMs - sinceKeyMs);
}

export class Patience {
  private readonly parts: PatienceParts;
  private timer: { dispose(): void } | undefined;

  constructor(parts: PatienceParts) {
    this.parts = parts;
  }

  /** Only the last place is waited at, and only once. */
  wait(place: WaitingPlace, delayMs: number): void {
    this.stop();
    this.timer = this.parts.setTimer(() => {
      this.timer = undefined;
      this.parts.lookAgain(place);
    }, delayMs);
  }

  stop(): void {
    this.timer?.dispose();
    this.timer = undefined;
  }
}

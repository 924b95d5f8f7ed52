// Tells when nobody has done anything for a while. Must not know what is waited with, nor read a clock.
import type { SetTimer } from '../../base/time.ts';

export class IdleTime {
  private readonly setTimer: SetTimer;
  private readonly quietMs: number;
  private timer: { dispose(): void } | undefined;
  private waiting: (() => void) | undefined;

  constructor(setTimer: SetTimer, quietMs: number) {
    this.setTimer = setTimer;
    this.quietMs = quietMs;
  }

  /** Someone has done something: quiet begins anew. */
  touch(): void {
    if (this.waiting !== undefined) this.begin();
  }

  /** Calls back once after a quiet time that begins now. Only the newest call counts. */
  whenQuiet(callback: () => void): void {
    this.waiting = callback;
    this.begin();
  }

  dispose(): void {
    this.timer?.dispose();
    this.waiting = undefined;
  }

  private begin(): void {
    this.timer?.dispose();
    this.timer = this.setTimer(() => {
      const callback = this.waiting;
      this.waiting = undefined;
      callback?.();
    }, this.quietMs);
  }
}

// A wait that can be ended early. Must not know what is waited for.
import type { SetTimer } from './time.ts';

export class Delay {
  private readonly setTimer: SetTimer;
  /** Resolves the wait under way at once. */
  end: () => void = () => {};

  constructor(setTimer: SetTimer) {
    this.setTimer = setTimer;
  }

  wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.setTimer(resolve, delayMs);
      this.end = () => {
        timer.dispose();
        resolve();
      };
    });
  }
}

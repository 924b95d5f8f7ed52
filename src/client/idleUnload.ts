// Frees the engine when nobody has asked it anything for a while. Must not know what is asked, nor read a clock.
import type { SetTimer } from '../base/time.ts';

export class IdleUnload {
  private readonly setTimer: SetTimer;
  private readonly idleMs: () => number;
  private readonly unload: () => void;
  private running = 0;
  private timer: { dispose(): void } | undefined;

  /** @param idleMs asked whenever a quiet time begins; 0 for never */
  constructor(setTimer: SetTimer, idleMs: () => number, unload: () => void) {
    this.setTimer = setTimer;
    this.idleMs = idleMs;
    this.unload = unload;
  }

  /** The quiet time begins anew when the last work that was handed in ends. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.running++;
    this.timer?.dispose();
    try {
      return await work;
    } finally {
      this.running--;
      this.begin();
    }
  }

  dispose(): void {
    this.timer?.dispose();
    this.timer = undefined;
  }

  private begin(): void {
    this.dispose();
    const idleMs = this.idleMs();
    if (this.running === 0 && idleMs > 0) this.timer = this.setTimer(this.unload, idleMs);
  }
}

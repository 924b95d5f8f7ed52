// Suggestions off for some minutes, then on again by themselves. Must not know who asks or what is shown of it.
import type { SetTimer } from '../../base/time.ts';

export const snoozeMinutes = [5, 15, 60] as const;

const msPerMinute = 60_000;

export class Snooze {
  private readonly now: () => number;
  private readonly setTimer: SetTimer;
  private readonly listeners = new Set<() => void>();
  private untilMs = Number.NEGATIVE_INFINITY;
  private timer: { dispose(): void } | undefined;

  constructor(now: () => number, setTimer: SetTimer) {
    this.now = now;
    this.setTimer = setTimer;
  }

  get isOn(): boolean {
    return this.now() < this.untilMs;
  }

  /** Begun minutes count as whole ones; 0 when it is over. */
  get minutesLeft(): number {
    return Math.max(0, Math.ceil((this.untilMs - this.now()) / msPerMinute));
  }

  begin(minutes: number): void {
    this.untilMs = this.now() + minutes * msPerMinute;
    this.tick();
  }

  end(): void {
    this.untilMs = Number.NEGATIVE_INFINITY;
    this.tick();
  }

  /** It began, a minute of it passed, or it ended. */
  onChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  dispose(): void {
    this.timer?.dispose();
  }

  private tick(): void {
    this.timer?.dispose();
    const leftMs = this.untilMs - this.now();
    if (leftMs > 0) this.timer = this.setTimer(() => this.tick(), leftMs % msPerMinute || msPerMinute);
    for (const listener of this.listeners) listener();
  }
}

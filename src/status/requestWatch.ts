// Whether somebody waits for a suggestion: asked for by hand, or unanswered for long. Time is given.
// Must not know what is asked or shown.
import type { SetTimer } from '../base/time.ts';

/** `unanswered`: nothing has come for longer than anything takes that is well. */
export type Waiting = 'nothing' | 'byHand' | 'unanswered';

/** What a request's end says of the engine: a request that is taken back says nothing. */
export type RequestEnd = 'answered' | 'takenBack';

const unansweredMs = 3000;
/** Whoever types takes requests back and asks anew: that is one wait. */
const sameWaitMs = 1000;

export class RequestWatch {
  private readonly now: () => number;
  private readonly setTimer: SetTimer;
  private readonly listeners = new Set<() => void>();
  private readonly open = new Set<{ readonly isManual: boolean }>();
  private sinceMs: number | undefined;
  private emptySinceMs = Number.NEGATIVE_INFINITY;
  private isUnanswered = false;
  private timer: { dispose(): void } | undefined;

  constructor(now: () => number, setTimer: SetTimer) {
    this.now = now;
    this.setTimer = setTimer;
  }

  get waiting(): Waiting {
    if (this.open.size === 0) return 'nothing';
    if (this.isUnanswered) return 'unanswered';
    return [...this.open].some(({ isManual }) => isManual) ? 'byHand' : 'nothing';
  }

  /** The function is called at the request's end. */
  begin(isManual: boolean): (end: RequestEnd) => void {
    const request = { isManual };
    const isNewWait = this.open.size === 0 && this.now() - this.emptySinceMs > sameWaitMs;
    if (isNewWait || this.sinceMs === undefined) this.sinceMs = this.now();
    this.change(() => this.open.add(request));
    this.arm();
    return (end) => {
      this.change(() => {
        this.open.delete(request);
        if (end === 'answered') this.sinceMs = this.open.size === 0 ? undefined : this.now();
        if (end === 'answered') this.isUnanswered = false;
        if (this.open.size === 0) this.emptySinceMs = this.now();
      });
      this.arm();
    };
  }

  onChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  dispose(): void {
    this.timer?.dispose();
    this.listeners.clear();
  }

  private arm(): void {
    this.timer?.dispose();
    this.timer = undefined;
    if (this.open.size === 0 || this.sinceMs === undefined) return;
    const leftMs = this.sinceMs + unansweredMs - this.now();
    this.timer = this.setTimer(() => this.change(() => (this.isUnanswered = true)), Math.max(0, leftMs));
  }

  private change(work: () => unknown): void {
    const before = this.waiting;
    work();
    if (this.waiting === before) return;
    for (const listener of this.listeners) listener();
  }
}

// Where a request's time goes, by a clock that is given. Must not know what is timed.
import type { Timings } from '../protocol/protocol.ts';

type Lap = 'queueMs' | 'tokenizeMs' | 'prefillMs' | 'decodeMs';

export class Stopwatch {
  private readonly startMs: number;
  private readonly now: () => number;
  private readonly laps: Record<Lap, number> = { queueMs: 0, tokenizeMs: 0, prefillMs: 0, decodeMs: 0 };
  private lastMs: number;
  private firstTokenMs: number | undefined;

  constructor(startMs: number, now: () => number) {
    this.startMs = startMs;
    this.lastMs = startMs;
    this.now = now;
  }

  lap(name: Lap): void {
    const nowMs = this.now();
    this.laps[name] = nowMs - this.lastMs;
    this.lastMs = nowMs;
  }

  /** What passed since the last lap belongs to none. */
  skip(): void {
    this.lastMs = this.now();
  }

  firstToken(): void {
    this.firstTokenMs ??= this.now() - this.startMs;
  }

  timings(): Timings {
    const totalMs = this.lastMs - this.startMs;
    return { ...this.laps, firstTokenMs: this.firstTokenMs ?? totalMs, totalMs };
  }
}

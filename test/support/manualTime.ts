// Time that passes when a test says so: timers and ticks in order, with the turns in between that messages need.
// Must not read a real clock.
import { setImmediate as nextTurn } from 'node:timers/promises';

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** More turns than any chain of messages between two tests' ends takes. */
const turnsToSettle = 40;

export class ManualTime {
  private nowMs = 0;
  private readonly timers = new Set<Timer>();
  private readonly tickers = new Set<() => void>();

  readonly now = (): number => this.nowMs;

  readonly setTimer = (callback: () => void, delayMs: number): { dispose(): void } => {
    const timer = { dueMs: this.nowMs + delayMs, callback };
    this.timers.add(timer);
    return { dispose: () => this.timers.delete(timer) };
  };

  readonly ticker = {
    start: (onTick: () => void): { dispose(): void } => {
      const entry = () => onTick();
      this.tickers.add(entry);
      return { dispose: () => this.tickers.delete(entry) };
    },
  };

  /** Timers and tickers that nobody has disposed of. */
  get pending(): number {
    return this.timers.size + this.tickers.size;
  }

  async pass(durationMs: number): Promise<void> {
    const endMs = this.nowMs + durationMs;
    await settle();
    for (let timer = this.nextDue(endMs); timer !== undefined; timer = this.nextDue(endMs)) {
      this.nowMs = timer.dueMs;
      this.timers.delete(timer);
      timer.callback();
      await settle();
    }
    this.nowMs = endMs;
  }

  async tick(times: number): Promise<void> {
    for (let count = 0; count < times; count++) {
      for (const onTick of this.tickers) onTick();
      await settle();
    }
  }

  private nextDue(endMs: number): Timer | undefined {
    return [...this.timers]
      .filter((timer) => timer.dueMs <= endMs)
      .toSorted((left, right) => left.dueMs - right.dueMs)[0];
  }
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < turnsToSettle; turn++) await nextTurn();
}

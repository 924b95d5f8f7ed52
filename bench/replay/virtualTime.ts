// Time that passes when the replay says so; what was to happen meanwhile happens in its order.
// Must not read a real clock.

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

export class VirtualTime {
  private nowMs = 0;
  private readonly timers = new Set<Timer>();

  readonly now = (): number => this.nowMs;

  readonly setTimer = (callback: () => void, delayMs: number): { dispose(): void } => {
    const timer = { dueMs: this.nowMs + delayMs, callback };
    this.timers.add(timer);
    return { dispose: () => this.timers.delete(timer) };
  };

  /** @param settled waits for what a timer started */
  async pass(durationMs: number, settled: () => Promise<void>): Promise<void> {
    const endMs = this.nowMs + durationMs;
    for (let timer = this.due(endMs); timer !== undefined; timer = this.due(endMs)) {
      this.nowMs = Math.max(this.nowMs, timer.dueMs);
      this.timers.delete(timer);
      timer.callback();
      await settled();
    }
    this.nowMs = endMs;
  }

  private due(endMs: number): Timer | undefined {
    return [...this.timers]
      .filter(({ dueMs }) => dueMs <= endMs)
      .toSorted((one, other) => one.dueMs - other.dueMs)[0];
  }
}

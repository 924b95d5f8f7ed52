// Notices an engine that has stopped answering. Counts ticks of a timer instead of reading a clock: a laptop
// that slept for an hour gets one late tick, which is no hang.

export interface Ticker {
  /** Calls back about once a second until disposed. */
  start(onTick: () => void): { dispose(): void };
}

export const secondTicker: Ticker = {
  start(onTick) {
    const timer = setInterval(onTick, 1000);
    return { dispose: () => clearInterval(timer) };
  },
};

/** A cold prompt on a slow, busy machine takes a few seconds; twenty without any word is a hang. */
const silentTicksAllowed = 20;

export class Watchdog {
  private readonly ticker: Ticker;
  private readonly onHang: () => void;
  private waiting = 0;
  private silentTicks = 0;
  private timer: { dispose(): void } | undefined;

  constructor(ticker: Ticker, onHang: () => void) {
    this.ticker = ticker;
    this.onHang = onHang;
  }

  /** Watches while `answer` is pending. */
  async watch<T>(answer: Promise<T>): Promise<T> {
    this.waiting++;
    this.timer ??= this.ticker.start(() => this.tick());
    try {
      return await answer;
    } finally {
      this.waiting--;
      this.heard();
      if (this.waiting === 0) this.dispose();
    }
  }

  /** Any sign of life. */
  heard(): void {
    this.silentTicks = 0;
  }

  dispose(): void {
    this.timer?.dispose();
    this.timer = undefined;
  }

  private tick(): void {
    this.silentTicks++;
    if (this.silentTicks <= silentTicksAllowed) return;
    this.silentTicks = 0;
    this.onHang();
  }
}

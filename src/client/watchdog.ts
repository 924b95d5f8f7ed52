// Notices an engine that has stopped answering. Counts ticks of a timer instead of reading a clock: a laptop
// that slept for an hour gets one late tick, which is no hang.
import type { Ticker } from '../base/time.ts';

/** How many ticks may pass without a word while an answer is owed. */
export const patience = {
  /** A cold prompt on a slow, busy machine takes a few seconds. */
  answering: 20,
  /** The first start reads hundreds of megabytes from a disk that others may be busy with; progress is a word. */
  starting: 120,
} as const;

export class Watchdog {
  private readonly ticker: Ticker;
  private readonly onHang: () => void;
  private readonly waiting: { readonly ticks: number }[] = [];
  private silentTicks = 0;
  private timer: { dispose(): void } | undefined;

  constructor(ticker: Ticker, onHang: () => void) {
    this.ticker = ticker;
    this.onHang = onHang;
  }

  /** Watches while `answer` is pending. With several pending the most patient counts. */
  async watch<T>(answer: Promise<T>, ticks: number = patience.answering): Promise<T> {
    const waiting = { ticks };
    this.waiting.push(waiting);
    this.timer ??= this.ticker.start(() => this.tick());
    try {
      return await answer;
    } finally {
      this.waiting.splice(this.waiting.indexOf(waiting), 1);
      this.heard();
      if (this.waiting.length === 0) this.dispose();
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
    if (this.silentTicks <= Math.max(...this.waiting.map(({ ticks }) => ticks))) return;
    this.silentTicks = 0;
    this.onHang();
  }
}

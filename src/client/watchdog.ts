// Notices an engine that has stopped: silence while an answer is owed makes it ask, and only an engine that does not
// answer that either, or that has not got on since it was last asked, has stopped. Waiting behind another window's work
// is no hang. Counts ticks of a timer instead of reading a clock: a laptop that slept for an hour gets one late tick.
import type { Ticker } from '../base/time.ts';

/** How many ticks may pass without a word while an answer is owed. */
export const patience = {
  /** A cold prompt on a slow, busy machine takes a few seconds. */
  answering: 20,
  /** The first start reads hundreds of megabytes from a disk that others may be busy with; progress is a word. */
  starting: 120,
  /** For the answer to a ping, which takes an event loop that turns. */
  pinging: 10,
} as const;

export interface WatchdogParts {
  readonly ticker: Ticker;
  /** Asks the engine how far it has got: another number whenever it got on, with whatever it works on. */
  readonly ping: () => Promise<number>;
  readonly onHang: () => void;
}

export class Watchdog {
  private readonly parts: WatchdogParts;
  private readonly waiting: { readonly ticks: number }[] = [];
  private silentTicks = 0;
  /** The ticks that a ping is under way; undefined while there is none. */
  private pingTicks: number | undefined;
  private lastSteps: number | undefined;
  private timer: { dispose(): void } | undefined;

  constructor(parts: WatchdogParts) {
    this.parts = parts;
  }

  /** Watches while `answer` is pending. With several pending the most patient counts. */
  async watch<T>(answer: Promise<T>, ticks: number = patience.answering): Promise<T> {
    const waiting = { ticks };
    this.waiting.push(waiting);
    this.timer ??= this.parts.ticker.start(() => this.tick());
    try {
      return await answer;
    } finally {
      this.waiting.splice(this.waiting.indexOf(waiting), 1);
      this.heard();
      if (this.waiting.length === 0) this.dispose();
    }
  }

  /** A word that was owed, or on the way to it. */
  heard(): void {
    this.silentTicks = 0;
    this.pingTicks = undefined;
    this.lastSteps = undefined;
  }

  dispose(): void {
    this.timer?.dispose();
    this.timer = undefined;
  }

  private tick(): void {
    if (this.pingTicks !== undefined) {
      this.pingTicks++;
      if (this.pingTicks > patience.pinging) this.hang();
      return;
    }
    this.silentTicks++;
    if (this.silentTicks > Math.max(...this.waiting.map(({ ticks }) => ticks))) void this.ask();
  }

  private async ask(): Promise<void> {
    this.pingTicks = 0;
    try {
      const steps = await this.parts.ping();
      // Whatever it was meant to tell was told meanwhile.
      if (this.pingTicks === undefined) return;
      const hasStopped = steps === this.lastSteps;
      this.heard();
      this.lastSteps = steps;
      if (hasStopped) this.hang();
    } catch {
      // The engine is gone, which is heard elsewhere; or it cannot answer, and the time for that runs.
    }
  }

  private hang(): void {
    this.heard();
    this.parts.onHang();
  }
}

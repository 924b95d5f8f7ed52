// Time that passes when a test says so: sinon's clock in a world of its own, so that files and sockets keep the real
// one, with the turns in between that messages need. Must not read a real clock.
import { setImmediate as nextTurn } from 'node:timers/promises';
import sinon from 'sinon';

/** More turns than any chain of messages between two tests' ends takes. */
const turnsToSettle = 40;

export class ManualTime {
  private readonly world = { setTimeout, clearTimeout, Date };
  private readonly clock: sinon.SinonFakeTimers;
  /** When what waits is due, in milliseconds. */
  private readonly due = new Map<unknown, number>();
  private readonly tickers = new Set<() => void>();

  constructor() {
    const inThisWorld = { global: this.world, toFake: ['setTimeout' as const, 'clearTimeout' as const] };
    this.clock = sinon.useFakeTimers(inThisWorld);
  }

  readonly now = (): number => this.clock.now;

  readonly setTimer = (callback: () => void, delayMs: number): { dispose(): void } => {
    // A part of a millisecond is none to the clock, and a timer must not come too early.
    const wholeMs = Math.ceil(delayMs);
    const timer = this.world.setTimeout(() => {
      this.due.delete(timer);
      callback();
    }, wholeMs);
    this.due.set(timer, this.clock.now + wholeMs);
    return {
      dispose: () => {
        this.due.delete(timer);
        this.world.clearTimeout(timer);
      },
    };
  };

  /** Ticks come by `tick` alone: what counts them counts no time. */
  readonly ticker = {
    start: (onTick: () => void): { dispose(): void } => {
      const entry = () => onTick();
      this.tickers.add(entry);
      return { dispose: () => this.tickers.delete(entry) };
    },
  };

  /** Timers and tickers that nobody has disposed of. */
  get pending(): number {
    return this.due.size + this.tickers.size;
  }

  async pass(durationMs: number): Promise<void> {
    const endMs = this.clock.now + durationMs;
    await settle();
    while (Math.min(...this.due.values()) <= endMs) {
      this.clock.next();
      await settle();
    }
    this.clock.tick(endMs - this.clock.now);
  }

  async tick(times: number): Promise<void> {
    for (let count = 0; count < times; count++) {
      for (const onTick of this.tickers) onTick();
      await settle();
    }
  }
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < turnsToSettle; turn++) await nextTurn();
}

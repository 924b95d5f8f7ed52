// Time as parts are given it, and the real one. Tests give their own; nothing else reads a clock or sets a timer.
import { secondTicker, type Ticker } from '../client/watchdog.ts';

export type SetTimer = (callback: () => void, delayMs: number) => { dispose(): void };

export interface Time {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly setTimer: SetTimer;
  readonly ticker: Ticker;
}

export const realTime: Time = {
  now: () => performance.now(),
  setTimer: (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    return { dispose: () => clearTimeout(timer) };
  },
  ticker: secondTicker,
};

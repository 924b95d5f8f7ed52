// Time as parts are given it, and the real one. Tests give their own; nothing else reads a clock or sets a timer.

export type SetTimer = (callback: () => void, delayMs: number) => { dispose(): void };

export interface Ticker {
  /** Calls back about once a second until disposed. */
  start(onTick: () => void): { dispose(): void };
}

export interface Time {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly setTimer: SetTimer;
  readonly ticker: Ticker;
}

export const secondTicker: Ticker = {
  start(onTick) {
    const timer = setInterval(onTick, 1000);
    return { dispose: () => clearInterval(timer) };
  },
};

export const realTime: Time = {
  now: () => performance.now(),
  setTimer: (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    return { dispose: () => clearTimeout(timer) };
  },
  ticker: secondTicker,
};

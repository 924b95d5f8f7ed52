// Waiting that ends at a limit, by a timer that is given. Must not know what is waited for.
import type { SetTimer } from './time.ts';

/** Undefined when it took too long; the promise itself runs on. */
export async function inTime<T>(
  promise: Promise<T>,
  setTimer: SetTimer,
  limitMs: number,
): Promise<T | undefined> {
  let timer = { dispose: () => {} };
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimer(() => resolve(undefined), limitMs);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    timer.dispose();
  }
}

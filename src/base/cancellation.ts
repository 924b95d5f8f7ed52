// Waiting that ends early when nobody waits any more.
// Must not know what is waited for.

/** Ends a request early. Both VS Code's CancellationToken and a bridge over AbortSignal fit. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): { dispose(): void };
}

/** Resolves with `cancelled` at once when cancelled first; the promise itself runs on. */
export async function orCancelled<T>(
  promise: Promise<T>,
  cancellation: Cancellation,
): Promise<T | 'cancelled'> {
  if (cancellation.isCancellationRequested) return 'cancelled';
  let listener = { dispose: () => {} };
  const cancelled = new Promise<'cancelled'>((resolve) => {
    listener = cancellation.onCancellationRequested(() => resolve('cancelled'));
  });
  try {
    return await Promise.race([promise, cancelled]);
  } finally {
    listener.dispose();
  }
}

export const neverCancelled: Cancellation = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => {} }),
};

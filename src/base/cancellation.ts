// Waiting that ends early when nobody waits any more.
// Must not know what is waited for.

/** Ends a request early. Both VS Code's CancellationToken and a bridge over AbortSignal fit. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): { dispose(): void };
}

/** One that its owner cancels. */
export class OwnedCancellation implements Cancellation {
  isCancellationRequested = false;
  protected readonly listeners = new Set<() => void>();

  onCancellationRequested(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  cancel(): void {
    this.isCancellationRequested = true;
    for (const listener of this.listeners) listener();
  }
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

// A cancellation that a test triggers. Fits VS Code's token and the client's interface.
import type { Cancellation } from '../../src/base/cancellation.ts';

export class ManualCancellation implements Cancellation {
  isCancellationRequested = false;
  private readonly listeners = new Set<() => void>();

  onCancellationRequested(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  cancel(): void {
    this.isCancellationRequested = true;
    for (const listener of this.listeners) listener();
  }

  /** Listeners that nobody has disposed of. */
  get listenerCount(): number {
    return this.listeners.size;
  }
}

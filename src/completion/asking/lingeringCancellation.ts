// Cancels that wait a moment: editors cancel a request just before asking the next one, and the engine keeps a
// generation that produces what is being typed. Must not know requests; the timer is given.

import { type Cancellation, OwnedCancellation } from '../../base/cancellation.ts';
import type { SetTimer } from '../../base/time.ts';

/** Longer than an editor takes to ask again after a key. */
const lingerMs = 150;

/** Passes a cancel on after a while, unless it is `excused` before, because a newer request has come. */
export class LingeringCancellation extends OwnedCancellation {
  private readonly subscription: { dispose(): void };
  private timer: { dispose(): void } | undefined;

  constructor(origin: Cancellation, setTimer: SetTimer) {
    super();
    const linger = () => {
      this.timer ??= setTimer(() => this.cancel(), lingerMs);
    };
    this.subscription = origin.onCancellationRequested(linger);
    if (origin.isCancellationRequested) linger();
  }

  /** From now on no cancel is passed on: the engine supersedes or keeps the request by itself. */
  excuse(): void {
    this.timer?.dispose();
    this.subscription.dispose();
  }
}

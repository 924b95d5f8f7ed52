// A cancellation that a test triggers. Fits VS Code's token and the client's interface.
import { OwnedCancellation } from '../../src/base/cancellation.ts';

export class ManualCancellation extends OwnedCancellation {
  /** Listeners that nobody has disposed of. */
  get listenerCount(): number {
    return this.listeners.size;
  }
}

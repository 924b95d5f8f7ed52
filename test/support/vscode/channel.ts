// What VS Code's window and its extension host say to each other: messages that arrive in order and some time later.
// Must not know what they say.
import { setImmediate as nextTurn } from 'node:timers/promises';

/** More than any chain of promises that waits for nothing but its turn. */
const quietTurns = 3;

export class Channel {
  private toHost: (() => void)[] = [];
  private toWindow: (() => void)[] = [];
  /** Work of the disk that waits for its turn, in no order of its own. */
  private toDisk: (() => void)[] = [];

  tellHost(message: () => void): void {
    this.toHost.push(message);
  }

  /** Resolves when the answer has arrived back, after all that the window said before. */
  async askWindow<Answer>(question: () => Answer): Promise<Answer> {
    return await new Promise((resolve, reject) => {
      this.toWindow.push(() => {
        try {
          const answer = question();
          this.tellHost(() => resolve(answer));
        } catch (error: unknown) {
          this.tellHost(() => reject(error instanceof Error ? error : new Error(String(error))));
        }
      });
    });
  }

  async disk(): Promise<void> {
    await new Promise<void>((resolve) => this.toDisk.push(resolve));
  }

  /** One message each way, and what follows from them. */
  async turn(): Promise<void> {
    this.toWindow.shift()?.();
    this.toHost.shift()?.();
    this.toDisk.shift()?.();
    await nextTurn();
  }

  async settle(): Promise<void> {
    for (let quiet = 0; quiet < quietTurns; quiet++) {
      if (this.toHost.length + this.toWindow.length + this.toDisk.length > 0) quiet = 0;
      await this.turn();
    }
  }

  /** Turns come by themselves until the promise has settled. */
  async during<Result>(promise: Promise<Result>): Promise<Result> {
    const progress = { isDone: false };
    const done = promise.finally(() => {
      progress.isDone = true;
    });
    // Whoever awaits the result hears of a fault.
    done.catch(() => {});
    while (!progress.isDone) await this.turn();
    return await done;
  }

  /** The extension host is gone: what it had asked for, and what was on its way to it, comes to nothing. */
  cut(): void {
    this.toHost = [];
    this.toWindow = [];
    this.toDisk = [];
  }
}

// One stream of a server as the sequence sees it: a step each time it is asked, until it ends or nobody wants it.
// Must not know what the tokens are for.
import type { Step } from './serverDialect.ts';

export class SequenceRun {
  readonly abort: AbortController;
  /** The token that the last step told of. */
  chosen: number | undefined;
  private readonly steps: AsyncGenerator<Step>;
  private isOver = false;

  constructor(steps: AsyncGenerator<Step>, abort: AbortController) {
    this.steps = steps;
    this.abort = abort;
  }

  get isInterrupted(): boolean {
    return this.abort.signal.aborted;
  }

  /** Undefined when it has come to its end or was interrupted. @throws ServerError */
  async next(): Promise<Step | undefined> {
    this.chosen = undefined;
    try {
      const { value, done } = await this.steps.next();
      if (done === true) this.isOver = true;
      if (done === true || this.isInterrupted) return undefined;
      this.chosen = value.token;
      return value;
    } catch (error: unknown) {
      this.isOver = true;
      if (this.isInterrupted) return undefined;
      throw error;
    }
  }

  /** Closes the request. Whether that closed its connection too. */
  end(): boolean {
    this.abort.abort();
    return !this.isOver;
  }
}

// Work that is done one piece after the other, in the order it came. Must not know what the work is.

export class SerialQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** Begins when all that came before has ended, well or not; whoever asked hears of a fault, the next one does not. */
  async take<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const done = this.last.then(work);
    this.last = done.catch(() => {});
    return await done;
  }
}

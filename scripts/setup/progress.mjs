// Progress lines: what is being done, and how long it has been going on.
// Node built-ins only; must not know what the steps do.

export class Progress {
  /**
   * @param {(line: string) => void} write
   * @param {() => number} nowMs
   */
  constructor(write = (line) => process.stdout.write(`${line}\n`), nowMs = () => performance.now()) {
    this.write = write;
    this.nowMs = nowMs;
    this.startedMs = nowMs();
    /** Whether steps that need no work are told of too. */
    this.tellsOfSkipped = true;
  }

  /** @param {string} message */
  say(message) {
    const seconds = ((this.nowMs() - this.startedMs) / 1000).toFixed(1);
    this.write(`[${seconds.padStart(6)} s] ${message}`);
  }

  /**
   * Announces a step unless it has been done, runs it, and tells how long it took.
   *
   * @param {string} title
   * @param {() => Promise<boolean>} isDone
   * @param {() => Promise<void>} work
   */
  async step(title, isDone, work) {
    if (await isDone()) {
      if (this.tellsOfSkipped) this.say(`${title}: already there`);
      return;
    }
    const startedMs = this.nowMs();
    this.say(`${title} …`);
    await work();
    this.say(`${title}: done in ${((this.nowMs() - startedMs) / 1000).toFixed(1)} s`);
  }

  /**
   * Speaks at every tenth part of long work.
   *
   * @param {string} verb
   * @param {number} totalBytes
   * @returns {(bytes: number) => void} to be called with all the bytes so far
   */
  meter(verb, totalBytes) {
    let saidTenths = 0;
    return (bytes) => {
      const tenths = Math.floor((bytes / totalBytes) * 10);
      if (tenths <= saidTenths) return;
      saidTenths = tenths;
      this.say(`  ${verb}: ${tenths * 10} % of ${Math.round(totalBytes / 1e6)} MB`);
    };
  }
}

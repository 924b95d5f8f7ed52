// Progress lines: what is being done, by whom, and how long it has been going on.
// Must not know what the steps do.

/** Reports one step. Implementations never throw. */
export class Progress {
  /** @param {(line: string) => void} write @param {() => number} now milliseconds */
  constructor(write = (line) => process.stdout.write(`${line}\n`), now = () => performance.now()) {
    /** @private */ this.write = write;
    /** @private */ this.now = now;
    /** @private */ this.startedMs = now();
    /** @private */ this.label = '';
  }

  /** A view of the same clock and output whose lines carry a step's name. @param {string} label */
  named(label) {
    const view = new Progress(this.write, this.now);
    view.startedMs = this.startedMs;
    view.label = label;
    return view;
  }

  /** @param {string} message */
  say(message) {
    const seconds = ((this.now() - this.startedMs) / 1000).toFixed(1).padStart(6);
    this.write(`[${seconds} s] ${this.label ? `${this.label}: ` : ''}${message}`);
  }

  /**
   * Speaks of long work at every tenth part of it.
   *
   * @param {string} verb
   * @param {number} totalBytes
   * @returns {(bytes: number) => void} to be called with the bytes done so far
   */
  meter(verb, totalBytes) {
    let saidTenths = 0;
    return (bytes) => {
      const tenths = Math.floor((bytes / totalBytes) * 10);
      if (tenths <= saidTenths) return;
      saidTenths = tenths;
      this.say(`${verb} ${tenths * 10} % of ${megabytes(totalBytes)}`);
    };
  }
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}

// Where the power comes from as last read: read again, in the background, when someone wants to know and it is old.
// Must not know platforms nor what follows from the answer.
import { describeError, type Logger } from '../base/log.ts';
import type { PowerSource } from './powerSource.ts';

export interface PowerStateParts {
  readonly read: () => Promise<PowerSource>;
  readonly now: () => number;
  readonly maxAgeMs: number;
  readonly log: Logger;
}

export class PowerState {
  private readonly parts: PowerStateParts;
  private source: PowerSource = 'unknown';
  private readAtMs = Number.NEGATIVE_INFINITY;

  constructor(parts: PowerStateParts) {
    this.parts = parts;
  }

  /** Never waits: a change is seen by whoever asks after it was read. */
  get isOnBattery(): boolean {
    if (this.parts.now() - this.readAtMs >= this.parts.maxAgeMs) void this.refresh();
    return this.source === 'battery';
  }

  private async refresh(): Promise<void> {
    const { read, now, log } = this.parts;
    this.readAtMs = now();
    try {
      const source = await read();
      if (source !== this.source) log.info(`Power comes from: ${source}.`);
      this.source = source;
    } catch (error: unknown) {
      log.debug(`Where power comes from is not known: ${describeError(error)}`);
      this.source = 'unknown';
    }
  }
}

// Chooses between a model file and its tuned copy, and has the copy made once, in idle time, for the next start.
// Must not know VS Code, nor how files are tuned or engines run.
import { CancellationTokenSource } from 'vscode-jsonrpc';
import type { TuneResult } from '../../../engine/protocol/tuneProtocol.ts';
import { megabytes } from '../../base/byteSizes.ts';
import type { Cancellation } from '../../base/cancellation.ts';
import { describeError, type Logger } from '../../base/log.ts';
import { chooseModel } from '../files/tunedCopies.ts';
import type { IdleTime } from './idleTime.ts';

export interface TunedFiles {
  tunedPathOf(original: string): Promise<string | undefined>;
  isThere(file: string): Promise<boolean>;
  /** Removes what a new copy makes useless; resolves with what it was. */
  removeOutdated(tuned: string): Promise<readonly string[]>;
  remove(file: string): Promise<void>;
}

export interface ModelTunerParts {
  readonly files: TunedFiles;
  /** Makes the copy, and shows that it does. */
  readonly tune: (modelPath: string, targetPath: string, cancellation: Cancellation) => Promise<TuneResult>;
  /** Runs the work while no other window does such; undefined at once when one does. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T | undefined>;
  readonly idle: IdleTime;
  /** Starts the engine anew, which asks `choose` again. */
  readonly restart: () => void;
  readonly log: Logger;
}

export class ModelTuner {
  private readonly parts: ModelTunerParts;
  /** Copies that could not be made or run; not tried again until the next session. */
  private readonly failed = new Set<string>();
  private wanted: { readonly original: string; readonly target: string } | undefined;
  private running: CancellationTokenSource | undefined;
  private inUse: string | undefined;

  constructor(parts: ModelTunerParts) {
    this.parts = parts;
  }

  /** The file to run in place of `original`. Whatever was to be made before is given up. */
  async choose(original: string, isWanted: boolean): Promise<string> {
    this.giveUp();
    const { files, log } = this.parts;
    const tuned = isWanted ? await files.tunedPathOf(original) : undefined;
    if (tuned === undefined) return original;
    const hasFailed = this.failed.has(tuned);
    const choice = chooseModel({ original, tuned, isWanted, isThere: await files.isThere(tuned), hasFailed });
    this.inUse = choice.load === tuned ? tuned : undefined;
    this.wanted = choice.make === undefined ? undefined : { original, target: choice.make };
    if (this.inUse !== undefined) log.info(`Using the copy of the model tuned to code: ${tuned}`);
    return choice.load;
  }

  /** The engine runs what was chosen: there is time for the copy, once nobody types. */
  engineIsReady(): void {
    if (this.wanted !== undefined && this.running === undefined)
      this.parts.idle.whenQuiet(() => void this.make());
  }

  /** The engine cannot run what was chosen. True when that was a copy: it is gone then, and the original is next. */
  async engineRefused(): Promise<boolean> {
    const copy = this.inUse;
    if (copy === undefined) return false;
    this.inUse = undefined;
    this.failed.add(copy);
    this.parts.log.warn(`The tuned copy of the model cannot be run and is removed: ${copy}`);
    try {
      await this.parts.files.remove(copy);
    } catch (error: unknown) {
      // Some systems hold a file while a process that ends still has it open. It is not run again in any case.
      this.parts.log.warn(`It could not be removed: ${describeError(error)}`);
    }
    return true;
  }

  dispose(): void {
    this.giveUp();
  }

  private giveUp(): void {
    this.parts.idle.dispose();
    this.running?.cancel();
    this.running = undefined;
    this.wanted = undefined;
    this.inUse = undefined;
  }

  private async make(): Promise<void> {
    const { wanted } = this;
    if (wanted === undefined) return;
    const running = new CancellationTokenSource();
    this.running = running;
    try {
      const isMade = await this.parts.alone(() =>
        this.makeCopy(wanted.original, wanted.target, running.token),
      );
      if (isMade === undefined && this.running === running) {
        this.parts.log.info('Another window tunes a model; this one looks again later.');
        this.parts.idle.whenQuiet(() => void this.make());
      }
      // The restart costs a cold prompt; whoever types meanwhile keeps the warm one.
      if (isMade === true && this.running === running) this.parts.idle.whenQuiet(() => this.parts.restart());
    } catch (error: unknown) {
      this.failed.add(wanted.target);
      this.parts.log.warn(
        `The model was not tuned to code; the original stays in use. ${describeError(error)}`,
      );
    } finally {
      if (this.running === running) this.running = undefined;
    }
  }

  private async makeCopy(original: string, target: string, cancellation: Cancellation): Promise<boolean> {
    const { files, tune, log } = this.parts;
    // Another window may have been first.
    if (await files.isThere(target)) return true;
    log.info(
      `Making a copy of the model tuned to code: ${target}. To stop it, turn off "hearth.model.tuned".`,
    );
    const result = await tune(original, target, cancellation);
    switch (result.kind) {
      case 'tuned': {
        const outdated = await files.removeOutdated(target);
        log.info(
          `The tuned copy has ${megabytes(result.bytesAfter)} MB instead of ${megabytes(result.bytesBefore)}. ` +
            `Removed: ${outdated.length === 0 ? 'nothing' : outdated.join(', ')}.`,
        );
        return true;
      }
      case 'alreadyTuned':
        log.info(`The model file is tuned already: ${original}`);
        this.failed.add(target);
        return false;
      case 'cancelled':
        log.info('The tuned copy of the model was not finished.');
        return false;
    }
  }
}

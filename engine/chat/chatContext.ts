// The KV cache of conversations: made on first use, as large as asked for, freed when nobody talks.
// Must not know messages nor answers. Its calls stand inside a turn, like every call that computes.

import type { SetTimer } from '../base/time.ts';
import { KvCache } from '../computing/kvCache.ts';
import type { Scheduler } from '../computing/scheduler.ts';
import type { InferenceBackend } from '../llama/backend.ts';

/** A conversation that rests for longer pays for its prompt again; its memory is worth more. */
const idleMs = 5 * 60_000;

interface Open {
  readonly backend: InferenceBackend;
  readonly cache: KvCache;
}

export class ChatContext {
  private readonly model: InferenceBackend;
  private readonly scheduler: Scheduler;
  private readonly setTimer: SetTimer;
  private readonly log: (line: string) => void;
  private open: Open | undefined;
  private idleTimer: { dispose(): void } | undefined;

  constructor(
    model: InferenceBackend,
    scheduler: Scheduler,
    setTimer: SetTimer,
    log: (line: string) => void,
  ) {
    this.model = model;
    this.scheduler = scheduler;
    this.setTimer = setTimer;
    this.log = log;
  }

  /**
   * A cache whose sequence holds at least `tokens`. A larger one replaces the smaller, which costs the prefix.
   * @throws EngineError `outOfMemory`
   */
  async holding(tokens: number): Promise<KvCache> {
    this.idleTimer?.dispose();
    if (this.open !== undefined && this.open.backend.tokensPerSequence >= tokens) return this.open.cache;
    await this.close();
    const backend = await this.model.openContext({ tokensPerSequence: tokens, sequences: 1 });
    this.open = { backend, cache: new KvCache(backend) };
    return this.open.cache;
  }

  interrupt(): void {
    this.open?.backend.interrupt();
  }

  /** Nobody talks for now. */
  rest(): void {
    this.idleTimer?.dispose();
    this.idleTimer = this.setTimer(() => {
      void this.closeIdle();
    }, idleMs);
  }

  /** Nobody waits for this: what goes wrong is told, and ends no process that windows share. */
  private async closeIdle(): Promise<void> {
    try {
      await this.scheduler.submit({ priority: 'warming', whenPreempted: 'pause' }, () => this.close()).done;
    } catch (error: unknown) {
      this.log(`The memory of conversations was not freed: ${String(error)}`);
    }
  }

  async close(): Promise<void> {
    this.idleTimer?.dispose();
    this.idleTimer = undefined;
    const { open } = this;
    this.open = undefined;
    await open?.backend.dispose();
  }
}

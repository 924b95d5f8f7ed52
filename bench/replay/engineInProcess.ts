// The engine in this process, as a client sees it, counting what it is asked and how long that would have taken.
// Must not know what is asked of it.

import { CompletionService } from '../../engine/completion/completionService.ts';
import type { Pending } from '../../engine/computing/pending.ts';
import { Scheduler } from '../../engine/computing/scheduler.ts';
import type { InferenceBackend } from '../../engine/llama/backend.ts';
import type { GenerateResult } from '../../engine/protocol/chatProtocol.ts';
import type {
  CompleteParams,
  CompleteResult,
  LoadResult,
  MeasuredSpeed,
  ReferenceParams,
  ReferenceResult,
  TokenCounters,
  WarmParams,
  WarmResult,
} from '../../engine/protocol/protocol.ts';
import type { Cancellation } from '../../src/base/cancellation.ts';
import type { ClientStatus, EngineClient } from '../../src/client/engineClient.ts';

/**
 * Two idle cores with the tuned Q4_0 model. Latency is counted, not measured, so that a busy machine gives the same
 * figures.
 */
const statedSpeed: MeasuredSpeed = {
  prefillTokensPerSecond: 400,
  decodeTokensPerSecond: 50,
  charactersPerToken: 3.3,
};

export function latencyMsOf({ evaluated, generated }: TokenCounters): number {
  return (
    (1000 * evaluated) / statedSpeed.prefillTokensPerSecond +
    (1000 * generated) / statedSpeed.decodeTokensPerSecond
  );
}

export class EngineInProcess implements EngineClient {
  readonly status: ClientStatus = { state: 'ready' };
  readonly loaded: LoadResult;
  /** Answers to keys, since the start. */
  asked = 0;
  /** Of the last answer to a key. */
  latencyMs = 0;
  /** In answers to keys, since the start. */
  generatedTokens = 0;
  private readonly service: CompletionService;
  private running: Promise<unknown> = Promise.resolve();

  constructor(backend: InferenceBackend) {
    const { family, shape, threads, canChat } = backend;
    this.loaded = { family, shape, threads, canChat, speed: statedSpeed };
    this.service = new CompletionService(backend, new Scheduler(), () => performance.now());
  }

  onStatus(): { dispose(): void } {
    return { dispose: () => {} };
  }

  async complete(params: CompleteParams, cancellation: Cancellation): Promise<CompleteResult> {
    const result = await this.settle(this.service.complete('replay', params), cancellation);
    if (params.purpose === 'keystroke') this.asked++;
    if (result.kind !== 'shown') return result;
    const { counters, timings } = result.value;
    const totalMs = latencyMsOf(counters);
    if (params.purpose === 'keystroke') {
      this.latencyMs = totalMs;
      this.generatedTokens += counters.generated;
    }
    const firstTokenMs = latencyMsOf({ ...counters, generated: 1 });
    return { kind: 'shown', value: { ...result.value, timings: { ...timings, firstTokenMs, totalMs } } };
  }

  async warm(params: WarmParams, cancellation: Cancellation): Promise<WarmResult> {
    return await this.settle(this.service.warm('replay', params), cancellation);
  }

  async refer(params: ReferenceParams, cancellation: Cancellation): Promise<ReferenceResult> {
    return await this.settle(this.service.refer('replay', params), cancellation);
  }

  generate(): Promise<GenerateResult> {
    return Promise.resolve({ kind: 'unavailable', reason: 'noChat' });
  }

  tellNames(): void {}

  closeDocument(): void {
    this.service.release(() => true);
  }

  restart(): Promise<void> {
    return Promise.resolve();
  }

  reload(): Promise<void> {
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  /** Waits for what is under way. */
  async settled(): Promise<void> {
    await this.running;
    // What waited for the answer goes on in the turns after it.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }

  private async settle<T>(pending: Pending<T>, cancellation: Cancellation): Promise<T> {
    const listener = cancellation.onCancellationRequested(() => pending.cancel());
    this.running = pending.result;
    try {
      return await pending.result;
    } finally {
      listener.dispose();
    }
  }
}

// A completion service of this process as a client sees an engine. Must not know what is asked of it, nor where it computes.
import type { CompletionService } from '../../engine/completion/completionService.ts';
import type { Pending } from '../../engine/computing/pending.ts';
import type { InferenceBackend } from '../../engine/llama/backend.ts';
import type { GenerateResult } from '../../engine/protocol/chatProtocol.ts';
import type {
  CompleteParams,
  CompleteResult,
  LoadResult,
  MeasuredSpeed,
  ReferenceParams,
  ReferenceResult,
  WarmParams,
  WarmResult,
} from '../../engine/protocol/protocol.ts';
import type { Cancellation } from '../../src/base/cancellation.ts';
import type { ClientStatus, EngineClient } from '../../src/client/engineClient.ts';

/** All documents are one owner's: whoever asks here has one. */
const owner = 'replay';

export class ServiceClient implements EngineClient {
  readonly status: ClientStatus = { state: 'ready' };
  readonly loaded: LoadResult;
  private readonly service: CompletionService;
  private running: Promise<unknown> = Promise.resolve();

  constructor(service: CompletionService, backend: InferenceBackend, speed: MeasuredSpeed) {
    const { family, shape, threads, canChat } = backend;
    this.loaded = { family, shape, threads, canChat, speed };
    this.service = service;
  }

  onStatus(): { dispose(): void } {
    return { dispose: () => {} };
  }

  async complete(params: CompleteParams, cancellation: Cancellation): Promise<CompleteResult> {
    return await this.settle(this.service.complete(owner, params), cancellation);
  }

  async warm(params: WarmParams, cancellation: Cancellation): Promise<WarmResult> {
    return await this.settle(this.service.warm(owner, params), cancellation);
  }

  async refer(params: ReferenceParams, cancellation: Cancellation): Promise<ReferenceResult> {
    return await this.settle(this.service.refer(owner, params), cancellation);
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

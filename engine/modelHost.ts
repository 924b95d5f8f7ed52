// Owns the loaded model: at most one, loaded once for all connections that want it, with its status.
// Must not know the wire or the binding; loading is given to it.
import type { InferenceBackend } from './backend.ts';
import type { SetTimer } from './chatContext.ts';
import { ChatService } from './chatService.ts';
import { CompletionService } from './completionService.ts';
import { EngineError } from './engineError.ts';
import type { EngineStatus, LoadParams, LoadResult } from './protocol.ts';
import { Scheduler } from './scheduler.ts';

export type LoadBackend = (
  params: LoadParams,
  onProgress: (fraction: number) => void,
) => Promise<InferenceBackend>;

interface Loaded {
  readonly backend: InferenceBackend;
  readonly service: CompletionService;
  readonly chat: ChatService;
  readonly result: LoadResult;
}

export class ModelHost {
  private readonly loadBackend: LoadBackend;
  private readonly now: () => number;
  private readonly setTimer: SetTimer;
  private readonly listeners = new Set<(status: EngineStatus) => void>();
  private wanted: { readonly key: string; readonly loaded: Promise<Loaded> } | undefined;
  private loaded: Loaded | undefined;

  constructor(loadBackend: LoadBackend, now: () => number, setTimer: SetTimer) {
    this.loadBackend = loadBackend;
    this.now = now;
    this.setTimer = setTimer;
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The service, or undefined while no model is loaded. */
  get loadedService(): CompletionService | undefined {
    return this.loaded?.service;
  }

  /** @throws EngineError `modelNotLoaded`. */
  service(): CompletionService {
    return this.ready().service;
  }

  /** @throws EngineError `modelNotLoaded`. */
  chat(): ChatService {
    return this.ready().chat;
  }

  private ready(): Loaded {
    if (this.loaded === undefined) {
      throw new EngineError('modelNotLoaded', 'No model is loaded; ask for one first.');
    }
    return this.loaded;
  }

  /** Loads the model, or answers with the one already there when the parameters are the same. */
  async load(params: LoadParams): Promise<LoadResult> {
    const key = JSON.stringify(params);
    if (this.wanted?.key !== key) {
      const previous = this.wanted?.loaded;
      this.wanted = { key, loaded: this.replace(previous, params) };
    }
    const { loaded } = this.wanted;
    try {
      return (await loaded).result;
    } catch (error: unknown) {
      if (this.wanted?.loaded === loaded) this.wanted = undefined;
      throw error;
    }
  }

  private async replace(previous: Promise<Loaded> | undefined, params: LoadParams): Promise<Loaded> {
    // A previous load that failed has told its own caller; there is nothing to dispose of.
    const old = await previous?.catch(() => undefined);
    this.loaded = undefined;
    await old?.chat.dispose();
    await old?.backend.dispose();
    try {
      this.tell({ state: 'loading', progress: 0 });
      const backend = await this.loadBackend(params, (progress) => this.tell({ state: 'loading', progress }));
      const speed = await backend.measureSpeed();
      const { family, shape, threads, canChat } = backend;
      const scheduler = new Scheduler();
      const { prefillTokensPerSecond } = speed;
      const service = new CompletionService(backend, scheduler, this.now, { prefillTokensPerSecond });
      const chat = new ChatService(backend, scheduler, this.now, this.setTimer);
      this.loaded = { backend, service, chat, result: { family, shape, threads, speed, canChat } };
      this.tell({ state: 'ready' });
      return this.loaded;
    } catch (error: unknown) {
      const kind = error instanceof EngineError ? error.kind : 'modelInvalid';
      const message = error instanceof Error ? error.message : String(error);
      this.tell({ state: 'failed', error: kind, message });
      throw error;
    }
  }

  private tell(status: EngineStatus): void {
    for (const listener of this.listeners) listener(status);
  }
}

// Owns the loaded model: at most one, loaded once for all connections that want it, with its status.
// Must not know the wire or the binding; loading is given to it.

import { EngineError } from '../base/engineError.ts';
import type { SetTimer } from '../base/time.ts';
import { ChatService } from '../chat/chatService.ts';
import { CompletionService } from '../completion/completionService.ts';
import { KvCache } from '../computing/kvCache.ts';
import { Scheduler } from '../computing/scheduler.ts';
import { ByteTrie } from '../decoding/byteTrie.ts';
import type { InferenceBackend, LoadBackend } from '../llama/backend.ts';
import type { EngineStatus, LoadParams, LoadResult } from '../protocol/protocol.ts';

export interface ModelHostParts {
  readonly loadBackend: LoadBackend;
  readonly now: () => number;
  readonly setTimer: SetTimer;
  /** What goes wrong while nobody waits, and no document's text. */
  readonly log: (line: string) => void;
  /** Whether connections of several windows want this model: none of them may then have it replaced. */
  readonly isShared?: boolean;
}

interface Loaded {
  readonly backend: InferenceBackend;
  /** One for each connection, all on one KV cache and in one queue: no window's request ends another's. */
  readonly services: Map<string, CompletionService>;
  readonly newService: () => CompletionService;
  readonly chat: ChatService;
  readonly scheduler: Scheduler;
  readonly result: LoadResult;
}

export class ModelHost {
  private readonly parts: ModelHostParts;
  private readonly listeners = new Set<(status: EngineStatus) => void>();
  private wanted: { readonly key: string; readonly loaded: Promise<Loaded> } | undefined;
  private loaded: Loaded | undefined;
  private loadSteps = 0;

  constructor(parts: ModelHostParts) {
    this.parts = parts;
  }

  /** Another number whenever something got on: a load, or a job of any connection. */
  get steps(): number {
    return this.loadSteps + (this.loaded?.scheduler.steps ?? 0);
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The connection's service, or undefined while it has asked for nothing. */
  startedService(connectionId: string): CompletionService | undefined {
    return this.loaded?.services.get(connectionId);
  }

  /** @throws EngineError `modelNotLoaded`. */
  service(connectionId: string): CompletionService {
    const { services, newService } = this.ready();
    const service = services.get(connectionId) ?? newService();
    services.set(connectionId, service);
    return service;
  }

  /** The connection is gone. */
  forget(connectionId: string): void {
    this.loaded?.services.delete(connectionId);
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
    if (this.parts.isShared === true && this.wanted !== undefined && this.wanted.key !== key)
      throw new EngineError('protocolMismatch', 'This engine serves windows that want another model.');
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
    try {
      await old?.chat.dispose();
      await old?.backend.dispose();
      this.tell({ state: 'loading', progress: 0 });
      const backend = await this.parts.loadBackend(params, (progress) =>
        this.tell({ state: 'loading', progress }),
      );
      const speed = await backend.measureSpeed();
      const { family, shape, threads, canChat, gpu, gpuFailure } = backend;
      const scheduler = new Scheduler();
      const { prefillTokensPerSecond } = speed;
      const { now, setTimer } = this.parts;
      const cache = new KvCache(backend);
      const trie = new ByteTrie(backend.vocabulary.tokenBytes);
      const newService = () =>
        new CompletionService(backend, scheduler, now, { prefillTokensPerSecond, cache, trie });
      const chat = new ChatService(backend, scheduler, now, setTimer, this.parts.log);
      const result = {
        family,
        shape,
        threads,
        speed,
        canChat,
        ...(gpu === undefined ? {} : { gpu }),
        ...(gpuFailure === undefined ? {} : { gpuFailure }),
      };
      this.loaded = { backend, services: new Map(), newService, chat, scheduler, result };
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
    this.loadSteps++;
    for (const listener of this.listeners) listener(status);
  }
}

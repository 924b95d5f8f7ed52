// Owns what is loaded, once for all connections that want it, with its status: a model here, or one on a server.
// Must not know the wire, the binding or servers; loading and connecting are given to it.

import { EngineError } from '../base/engineError.ts';
import type { ChatService } from '../chat/chatService.ts';
import type { CompletionService } from '../completion/completionService.ts';
import type { InferenceBackend, LoadBackend } from '../llama/backend.ts';
import type { EngineStatus, LoadParams, LoadResult } from '../protocol/protocol.ts';
import type { CheckServerParams, ServerCheck } from '../protocol/serverProtocol.ts';
import { type LoadedModel, type LoadedModelParts, serveBackend } from './loadedModel.ts';
import { type ServerBackend, type ServerEvents, ServerModel } from './serverModel.ts';

export interface ModelHostParts extends LoadedModelParts {
  readonly loadBackend: LoadBackend;
  /** Absent where nobody asks for a server. */
  readonly connectServer?: (
    server: NonNullable<LoadParams['server']>,
    params: LoadParams,
    events: ServerEvents,
  ) => Promise<ServerBackend>;
  readonly checkServer?: (params: CheckServerParams) => Promise<ServerCheck>;
  /** Whether connections of several windows want this model: none of them may then have it replaced. */
  readonly isShared?: boolean;
}

/** Who answers: a model here, or one on a server with what stands in for it. */
interface Wanted {
  readonly current: LoadedModel;
  readonly all: readonly LoadedModel[];
  readonly result: LoadResult;
  dispose(): Promise<void>;
}

export class ModelHost {
  private readonly parts: ModelHostParts;
  private readonly listeners = new Set<(status: EngineStatus) => void>();
  private readonly servedListeners = new Set<(result: LoadResult) => void>();
  private wanted: { readonly key: string; readonly loaded: Promise<Wanted> } | undefined;
  private loaded: Wanted | undefined;
  private loadSteps = 0;

  constructor(parts: ModelHostParts) {
    this.parts = parts;
  }

  /** Another number whenever something got on: a load, or a job of any connection. */
  get steps(): number {
    return (this.loaded?.all ?? []).reduce((sum, model) => sum + model.steps(), this.loadSteps);
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Hears when another model answers than before, because a server went or came back. */
  onServed(listener: (result: LoadResult) => void): () => void {
    this.servedListeners.add(listener);
    return () => this.servedListeners.delete(listener);
  }

  /** The connection's services; none while it has asked for nothing. */
  startedServices(connectionId: string): readonly CompletionService[] {
    return (this.loaded?.all ?? [])
      .map((model) => model.startedService(connectionId))
      .filter((service) => service !== undefined);
  }

  /** @throws EngineError `modelNotLoaded`. */
  service(connectionId: string): CompletionService {
    return this.ready().service(connectionId);
  }

  /** The connection is gone. */
  forget(connectionId: string): void {
    for (const model of this.loaded?.all ?? []) model.forget(connectionId);
  }

  /** @throws EngineError `modelNotLoaded`. */
  chat(): ChatService {
    return this.ready().chat;
  }

  /** Whether this machine answers for a server that is away. */
  get hasStandIn(): boolean {
    return this.loaded?.result.serving?.by === 'thisMachine';
  }

  /** What answers at an address; changes nothing. */
  async checkServer(params: CheckServerParams): Promise<ServerCheck> {
    if (this.parts.checkServer === undefined)
      throw new EngineError('serverUnavailable', 'This engine cannot ask servers.');
    return await this.parts.checkServer(params);
  }

  private ready(): LoadedModel {
    if (this.loaded === undefined) {
      throw new EngineError('modelNotLoaded', 'No model is loaded; ask for one first.');
    }
    return this.loaded.current;
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

  private async replace(previous: Promise<Wanted> | undefined, params: LoadParams): Promise<Wanted> {
    // A previous load that failed has told its own caller; there is nothing to dispose of.
    const old = await previous?.catch(() => undefined);
    this.loaded = undefined;
    try {
      await old?.dispose();
      this.tell({ state: 'loading', progress: 0 });
      const loaded = params.server === undefined ? await this.loadHere(params) : await this.meet(params);
      this.loaded = loaded;
      this.tell({ state: 'ready' });
      return loaded;
    } catch (error: unknown) {
      const kind = error instanceof EngineError ? error.kind : 'modelInvalid';
      const message = error instanceof Error ? error.message : String(error);
      this.tell({ state: 'failed', error: kind, message });
      throw error;
    }
  }

  private async loadHere(params: LoadParams): Promise<Wanted> {
    const model = await serveBackend(await this.loadBackend(params), this.parts);
    return { current: model, all: [model], result: model.result, dispose: () => model.dispose() };
  }

  private async meet(params: LoadParams): Promise<Wanted> {
    const { connectServer } = this.parts;
    if (connectServer === undefined || params.server === undefined)
      throw new EngineError('serverUnavailable', 'This engine cannot ask servers.');
    const { server, ...here } = params;
    const model = new ServerModel({
      ...this.parts,
      connect: (events) => connectServer(server, here, events),
      loadStandIn: server.standsIn ? () => this.loadBackend(here) : undefined,
      onServed: (result) => {
        for (const listener of this.servedListeners) listener(result);
      },
    });
    await model.start();
    return model;
  }

  private loadBackend(params: LoadParams): Promise<InferenceBackend> {
    return this.parts.loadBackend(params, (progress) => this.tell({ state: 'loading', progress }));
  }

  private tell(status: EngineStatus): void {
    this.loadSteps++;
    for (const listener of this.listeners) listener(status);
  }
}

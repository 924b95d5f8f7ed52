// A model on a server, and the one on this machine that stands in for it where that is wanted: who answers now, when the
// server is looked for again, and who is told. Must not know the wire, nor how servers are talked to.
import { EngineError } from '../base/engineError.ts';
import type { InferenceBackend } from '../llama/backend.ts';
import { BackendUnavailableError } from '../llama/backend.ts';
import type { LoadResult, Serving } from '../protocol/protocol.ts';
import { type LoadedModel, type LoadedModelParts, serveBackend } from './loadedModel.ts';

/** A backend that can be asked whether it is there. */
export interface ServerBackend extends InferenceBackend {
  probe(): Promise<void>;
}

export interface ServerEvents {
  readonly onTrouble: (error: BackendUnavailableError) => void;
  readonly onWell: () => void;
}

export interface ServerModelParts extends LoadedModelParts {
  readonly connect: (events: ServerEvents) => Promise<ServerBackend>;
  /** Undefined where nothing is to stand in. */
  readonly loadStandIn: (() => Promise<InferenceBackend>) | undefined;
  readonly onServed: (result: LoadResult) => void;
}

const firstLookMs = 2000;
const longestLookMs = 60_000;

export class ServerModel {
  private readonly parts: ServerModelParts;
  private server: { readonly model: LoadedModel; readonly backend: ServerBackend } | undefined;
  private standIn: LoadedModel | undefined;
  private standInLoading: Promise<void> | undefined;
  private trouble: BackendUnavailableError | undefined;
  private looks = 0;
  private timer: { dispose(): void } | undefined;
  private isDisposed = false;

  constructor(parts: ServerModelParts) {
    this.parts = parts;
  }

  /** @throws EngineError `serverUnavailable` when neither the server nor anything here answers */
  async start(): Promise<void> {
    try {
      await this.connect();
    } catch (error: unknown) {
      if (!(error instanceof BackendUnavailableError)) throw error;
      this.trouble = error;
      await this.haveStandIn();
      if (this.standIn === undefined) {
        this.dispose().catch((cause: unknown) => this.parts.log(String(cause)));
        throw new EngineError('serverUnavailable', error.message, { cause: error });
      }
      this.lookLater();
    }
  }

  /** Who answers now: the server while it is well, what stands in for it where that is there, or the server's refusal. */
  get current(): LoadedModel {
    const model = this.trouble === undefined ? this.server?.model : (this.standIn ?? this.server?.model);
    if (model === undefined)
      throw new EngineError('serverUnavailable', this.trouble?.message ?? 'Not connected.');
    return model;
  }

  get all(): readonly LoadedModel[] {
    return [this.server?.model, this.standIn].filter((model) => model !== undefined);
  }

  get result(): LoadResult {
    return { ...this.current.result, serving: this.serving };
  }

  async dispose(): Promise<void> {
    this.isDisposed = true;
    this.timer?.dispose();
    const { all } = this;
    this.server = undefined;
    this.standIn = undefined;
    for (const model of all) await model.dispose();
  }

  private get serving(): Serving {
    if (this.trouble === undefined) return { by: 'server' };
    const by = this.standIn === undefined ? 'nobody' : 'thisMachine';
    return { by, trouble: this.trouble.reason };
  }

  private async connect(): Promise<void> {
    const old = this.server;
    const events = {
      onTrouble: (error: BackendUnavailableError) => void this.heardTrouble(error),
      onWell: () => this.heardWell(),
    };
    const backend = await this.parts.connect(events);
    const model = await serveBackend(backend, this.parts);
    if (this.isDisposed) {
      await model.dispose();
      return;
    }
    this.server = { model, backend };
    this.heardWell();
    await old?.model.dispose();
  }

  private async heardTrouble(error: BackendUnavailableError): Promise<void> {
    this.parts.log(`The server cannot be asked (${error.reason}): ${error.message}`);
    const isNews = this.trouble?.reason !== error.reason;
    this.trouble = error;
    this.lookLater();
    try {
      await this.haveStandIn();
    } catch (cause: unknown) {
      this.parts.log(`Nothing stands in for the server: ${String(cause)}`);
    }
    if (isNews && !this.isDisposed && this.trouble !== undefined) this.tell();
  }

  private heardWell(): void {
    this.timer?.dispose();
    this.looks = 0;
    const wasAway = this.trouble !== undefined;
    this.trouble = undefined;
    if (wasAway) this.tell();
  }

  private tell(): void {
    if (this.all.length > 0) this.parts.onServed(this.result);
  }

  private async haveStandIn(): Promise<void> {
    const { loadStandIn } = this.parts;
    if (loadStandIn === undefined || this.standIn !== undefined) return;
    this.standInLoading ??= this.loadStandIn(loadStandIn);
    try {
      await this.standInLoading;
    } finally {
      this.standInLoading = undefined;
    }
  }

  private async loadStandIn(load: () => Promise<InferenceBackend>): Promise<void> {
    const model = await serveBackend(await load(), this.parts);
    if (this.isDisposed) await model.dispose();
    else this.standIn = model;
  }

  private lookLater(): void {
    this.timer?.dispose();
    if (this.isDisposed) return;
    const delayMs = Math.min(firstLookMs * 2 ** this.looks, longestLookMs);
    this.looks++;
    this.timer = this.parts.setTimer(() => void this.look(), delayMs);
  }

  /** Another model than before is met anew; whoever was only away is asked whether it is back. */
  private async look(): Promise<void> {
    try {
      if (this.server === undefined || this.trouble?.reason === 'serverModel') await this.connect();
      else await this.server.backend.probe();
    } catch (error: unknown) {
      if (error instanceof BackendUnavailableError) this.trouble = error;
      else this.parts.log(`Looking for the server failed: ${String(error)}`);
      this.lookLater();
    }
  }
}

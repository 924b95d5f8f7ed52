// The engine client over a process of its own: started on first need, restarted after a crash, never orphaned.
// Knows the protocol and processes' lives; must not know what requests are for.
import {
  type CancellationToken,
  CancellationTokenSource,
  type MessageConnection,
  ResponseError,
} from 'vscode-jsonrpc';
import {
  type CompleteParams,
  type CompleteResult,
  closeDocumentNotification,
  completeRequest,
  type EngineErrorData,
  type EngineErrorName,
  helloRequest,
  type LoadParams,
  type LoadResult,
  loadRequest,
  protocolVersion,
  statusNotification,
  type UnavailableReason,
  type WarmParams,
  type WarmResult,
  warmRequest,
} from '../../engine/protocol.ts';
import type { Logger } from '../log.ts';
import type { Cancellation, ClientStatus, EngineClient } from './engineClient.ts';
import type { EngineProcess, StartEngine } from './engineProcess.ts';
import { decideRestart, type RestartRules } from './restartPolicy.ts';
import { type Ticker, Watchdog } from './watchdog.ts';

export interface ProcessClientParts {
  readonly start: StartEngine;
  /** What to load; undefined when there is no model. Asked at every start. */
  readonly loadParams: () => Promise<LoadParams | undefined>;
  readonly restartRules: RestartRules;
  readonly ticker: Ticker;
  readonly now: () => number;
  readonly setTimer: (callback: () => void, delayMs: number) => { dispose(): void };
  readonly log: Logger;
}

type Connected = { readonly process: EngineProcess; readonly loaded: LoadResult };
type NotConnected = { readonly reason: UnavailableReason };

export class ProcessClient implements EngineClient {
  status: ClientStatus = { state: 'stopped' };
  loaded: LoadResult | undefined;
  private readonly parts: ProcessClientParts;
  private readonly listeners = new Set<(status: ClientStatus) => void>();
  private readonly crashTimesMs: number[] = [];
  private readonly watchdog: Watchdog;
  private running: EngineProcess | undefined;
  private starting: Promise<Connected | NotConnected> | undefined;
  private restartTimer: { dispose(): void } | undefined;
  private hung = false;
  private disposed = false;

  constructor(parts: ProcessClientParts) {
    this.parts = parts;
    this.watchdog = new Watchdog(parts.ticker, () => this.killHung());
  }

  onStatus(listener: (status: ClientStatus) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Process id of the running engine, for diagnostics and tests. */
  get processId(): number | undefined {
    return this.running?.processId;
  }

  /** Starts the engine if needed; resolves when it is ready or has said that it cannot be. */
  async whenReady(): Promise<void> {
    await this.connect();
  }

  async complete(params: CompleteParams, cancellation: Cancellation): Promise<CompleteResult> {
    const result = await this.ask(
      (connection, token) => connection.sendRequest(completeRequest, params, token),
      cancellation,
    );
    return result.kind === 'answer' ? result.value : { kind: 'unavailable', reason: result.reason };
  }

  async warm(params: WarmParams, cancellation: Cancellation): Promise<WarmResult | undefined> {
    const result = await this.ask(
      (connection, token) => connection.sendRequest(warmRequest, params, token),
      cancellation,
    );
    return result.kind === 'answer' ? result.value : undefined;
  }

  closeDocument(documentUri: string): void {
    if (this.loaded === undefined) return;
    void this.running?.connection.sendNotification(closeDocumentNotification, { documentUri });
  }

  async restart(): Promise<void> {
    this.crashTimesMs.length = 0;
    this.end();
    await this.connect();
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    this.end();
  }

  private async ask<R>(
    send: (connection: MessageConnection, token: CancellationToken) => Promise<R>,
    cancellation: Cancellation,
  ): Promise<
    | { readonly kind: 'answer'; readonly value: R }
    | { readonly kind: 'none'; readonly reason: UnavailableReason }
  > {
    const connected = await this.connect();
    if ('reason' in connected) return { kind: 'none', reason: connected.reason };
    const source = new CancellationTokenSource();
    const listener = cancellation.onCancellationRequested(() => source.cancel());
    if (cancellation.isCancellationRequested) source.cancel();
    try {
      const answer = send(connected.process.connection, source.token);
      return { kind: 'answer', value: await this.watchdog.watch(answer) };
    } catch (error: unknown) {
      if (this.running === connected.process) throw error;
      return { kind: 'none', reason: this.hung ? 'timedOut' : 'engineCrashed' };
    } finally {
      listener.dispose();
      source.dispose();
    }
  }

  private connect(): Promise<Connected | NotConnected> {
    if (this.disposed) return Promise.resolve({ reason: 'engineFailed' });
    if (this.running === undefined && this.status.state === 'failed') {
      return Promise.resolve({ reason: 'engineFailed' });
    }
    if (this.status.state === 'restarting') return Promise.resolve({ reason: 'engineStarting' });
    this.starting ??= this.start();
    return this.starting;
  }

  private async start(): Promise<Connected | NotConnected> {
    const params = await this.parts.loadParams();
    if (params === undefined) {
      this.starting = undefined;
      this.tell({ state: 'stopped' });
      return { reason: 'noModel' };
    }
    this.hung = false;
    const engine = this.parts.start();
    this.running = engine;
    engine.onExit((description) => this.onExit(engine, description));
    engine.connection.onNotification(statusNotification, (status) => {
      this.watchdog.heard();
      if (this.running === engine && status.state !== 'ready') this.tell(status);
    });
    engine.connection.listen();
    try {
      await engine.connection.sendRequest(helloRequest, { protocolVersion, client: 'hearth' });
      this.loaded = await engine.connection.sendRequest(loadRequest, params);
      if (this.running !== engine) return { reason: 'engineCrashed' };
      this.tell({ state: 'ready' });
      return { process: engine, loaded: this.loaded };
    } catch (error: unknown) {
      if (this.running !== engine) return { reason: this.hung ? 'timedOut' : 'engineCrashed' };
      return this.failed(engine, error);
    }
  }

  /** The engine refused: the same request would be refused again, so it stays down until `restart`. */
  private failed(engine: EngineProcess, error: unknown): NotConnected {
    const name = errorName(error);
    const message = error instanceof Error ? error.message : String(error);
    this.parts.log.error(`The engine could not start: ${message}`);
    this.running = undefined;
    this.starting = undefined;
    engine.connection.dispose();
    engine.kill();
    this.tell({ state: 'failed', error: name, message });
    return {
      reason: name === 'modelMissing' ? 'noModel' : name === 'modelInvalid' ? 'modelInvalid' : 'engineFailed',
    };
  }

  private onExit(engine: EngineProcess, description: string): void {
    if (this.running !== engine) return;
    this.running = undefined;
    this.starting = undefined;
    this.loaded = undefined;
    // jsonrpc leaves pending requests open when its peer dies; disposing ends them.
    engine.connection.dispose();
    this.crashTimesMs.push(this.parts.now());
    const decision = decideRestart(this.crashTimesMs, this.parts.restartRules);
    if (decision.kind === 'giveUp') {
      const message = `The engine ended ${this.crashTimesMs.length} times (last: ${description}). Restart it by command when the cause is gone.`;
      this.parts.log.error(message);
      this.tell({ state: 'failed', error: 'modelNotLoaded', message });
      return;
    }
    const { delayMs, attempt } = decision;
    this.parts.log.warn(`The engine ended (${description}); starting it again in ${delayMs} ms.`);
    this.tell({ state: 'restarting', delayMs, attempt });
    this.restartTimer = this.parts.setTimer(() => {
      this.tell({ state: 'stopped' });
      void this.connect();
    }, delayMs);
  }

  private killHung(): void {
    this.parts.log.error('The engine has stopped answering; it is ended and started again.');
    this.hung = true;
    this.running?.kill();
  }

  /** Ends the process without counting it as a crash. */
  private end(): void {
    this.restartTimer?.dispose();
    this.watchdog.dispose();
    const engine = this.running;
    this.running = undefined;
    this.starting = undefined;
    this.loaded = undefined;
    engine?.connection.dispose();
    engine?.kill();
    this.tell({ state: 'stopped' });
  }

  private tell(status: ClientStatus): void {
    this.status = status;
    for (const listener of this.listeners) listener(status);
  }
}

function errorName(error: unknown): EngineErrorName {
  if (error instanceof ResponseError) {
    const data = error.data as EngineErrorData | undefined;
    if (data?.name !== undefined) return data.name;
  }
  return 'modelNotLoaded';
}

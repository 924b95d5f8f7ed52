// The engine client over a process of its own: started on first need, restarted after a crash, never orphaned.
// Decides when engines start and end; must not know what requests are for.
import type { CancellationToken, MessageConnection, RequestParam, RequestType } from 'vscode-jsonrpc';
import type { GenerateParams, GenerateResult } from '../../engine/protocol/chatProtocol.ts';
import type { NamesParams } from '../../engine/protocol/documentProtocol.ts';
import { closeDocumentNotification, namesNotification } from '../../engine/protocol/documentProtocol.ts';
import type { EngineErrorData } from '../../engine/protocol/errorProtocol.ts';
import { explainRequest } from '../../engine/protocol/explainProtocol.ts';
import { memoryRequest } from '../../engine/protocol/modelProtocol.ts';
import {
  type CompleteParams,
  type CompleteResult,
  completeRequest,
  type LoadResult,
  type ReferenceParams,
  type ReferenceResult,
  referenceRequest,
  type UnavailableReason,
  type WarmParams,
  type WarmResult,
  warmRequest,
} from '../../engine/protocol/protocol.ts';
import type { Cancellation } from '../base/cancellation.ts';
import { orCancelled } from '../base/cancellation.ts';
import { Delay } from '../base/delay.ts';
import { describeError } from '../base/log.ts';
import { type Reply, replyOf, toldBy, unavailableAfter, valueIn } from './clientReply.ts';
import type { ClientStatus, EngineClient } from './engineClient.ts';
import type { EngineInsight } from './engineInsight.ts';
import type { EngineProcess } from './engineProcess.ts';
import { EngineSession, type Leave } from './engineSession.ts';
import { IdleUnload } from './idleUnload.ts';
import type { ProcessClientParts } from './processClientParts.ts';
import { refusalOf } from './refusal.ts';
import { decideRestart } from './restartPolicy.ts';
import { type SessionEnd, SessionEndedError } from './sessionEnd.ts';

/** An engine that is ready, or why there is none. */
type Readiness = EngineSession | UnavailableReason;

export class ProcessClient implements EngineClient, EngineInsight {
  status: ClientStatus = { state: 'stopped' };
  loaded: LoadResult | undefined;
  private readonly parts: ProcessClientParts;
  private readonly listeners = new Set<(status: ClientStatus) => void>();
  private crashTimesMs: readonly number[] = [];
  private session: EngineSession | undefined;
  private readiness: Promise<Readiness> | undefined;
  /** Why no start is tried until `restart`. */
  private down: UnavailableReason | undefined;
  private readonly delay: Delay;
  /** Settles when the engine that was left is gone from here. */
  private left: Promise<void> = Promise.resolve();
  /** Raised whenever starts under way have become void. */
  private epoch = 0;
  private readonly idle: IdleUnload;

  constructor(parts: ProcessClientParts) {
    this.parts = parts;
    this.delay = new Delay(parts.setTimer);
    this.idle = new IdleUnload(parts.setTimer, parts.idleMs ?? (() => 0), () => void this.unload());
  }

  onStatus(listener: (status: ClientStatus) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Process id of the running engine, for diagnostics and tests. */
  get processId(): number | undefined {
    return this.session?.processId;
  }

  /** Starts the engine if needed; resolves when it is ready or has said that it cannot be. */
  async whenReady(): Promise<void> {
    await this.idle.during(this.ready());
  }

  /** Someone is back: an engine that ended because nobody asked it anything starts again. */
  wake(): void {
    if (this.status.state === 'idle') void this.whenReady();
  }

  async complete(params: CompleteParams, cancellation: Cancellation): Promise<CompleteResult> {
    const answer = await this.send(completeRequest, params, cancellation);
    return answer.kind === 'answer' ? answer.value : answer;
  }

  async warm(params: WarmParams, cancellation: Cancellation): Promise<WarmResult | undefined> {
    return valueIn(await this.send(warmRequest, params, cancellation));
  }

  async refer(params: ReferenceParams, cancellation: Cancellation): Promise<ReferenceResult | undefined> {
    return valueIn(await this.send(referenceRequest, params, cancellation));
  }

  async generate(
    params: GenerateParams,
    onText: (delta: string) => void,
    cancellation: Cancellation,
  ): Promise<GenerateResult> {
    const answer = await this.ask((session) => session.generate(params, onText, cancellation), cancellation);
    return answer.kind === 'answer' ? answer.value : answer;
  }

  readonly memory = () => this.told((connection) => connection.sendRequest(memoryRequest, {}));
  readonly explain = () => this.told((connection) => connection.sendRequest(explainRequest, {}));

  readonly closeDocument = (documentUri: string): void =>
    this.say((connection) => connection.sendNotification(closeDocumentNotification, { documentUri }));
  readonly tellNames = (names: NamesParams): void =>
    this.say((connection) => connection.sendNotification(namesNotification, names));
  readonly restart = (): Promise<void> => this.renew('retire');
  readonly reload = (): Promise<void> => this.renew('farewell');

  async dispose(): Promise<void> {
    this.down = 'engineFailed';
    await this.end('stopped');
  }

  private say(send: (connection: MessageConnection) => Promise<void>): void {
    if (this.status.state === 'ready') this.session?.say(send);
  }

  /** What an engine that runs says of itself; none is started for it, nor kept. */
  private async told<R>(request: (connection: MessageConnection) => Promise<R>): Promise<R | undefined> {
    return this.status.state === 'ready' ? await toldBy(this.session, request) : undefined;
  }

  private async send<P, R>(
    type: RequestType<P, R, EngineErrorData>,
    params: RequestParam<P>,
    cancellation: Cancellation,
  ): Promise<Reply<R>> {
    const request = (open: MessageConnection, token: CancellationToken) =>
      open.sendRequest(type, params, token);
    return await this.ask((session) => session.ask(request, cancellation), cancellation);
  }

  private async ask<R>(
    send: (session: EngineSession) => Promise<R>,
    cancellation: Cancellation,
  ): Promise<Reply<R>> {
    if (cancellation.isCancellationRequested) return { kind: 'cancelled', reason: 'cancelled' };
    const session = await orCancelled(this.ready(), cancellation);
    // Whoever went away while the engine started would have got an answer from a started one.
    if (session === 'cancelled') return { kind: 'unavailable', reason: 'engineStarting' };
    if (typeof session === 'string') return { kind: 'unavailable', reason: session };
    return await replyOf(this.idle.during(send(session)));
  }

  private ready(): Promise<Readiness> {
    if (this.down !== undefined) return Promise.resolve(this.down);
    return this.readiness ?? this.begin(0);
  }

  private begin(delayMs: number): Promise<Readiness> {
    const readiness = this.start(delayMs);
    this.readiness = readiness;
    readiness.catch((error: unknown) => {
      this.parts.log.error(`The engine was not started: ${describeError(error)}`);
      if (this.readiness === readiness) this.readiness = undefined;
    });
    return readiness;
  }

  private async start(delayMs: number): Promise<Readiness> {
    const epoch = this.epoch;
    if (delayMs > 0) await this.delay.wait(delayMs);
    // What it loads may be moved or removed before: until then this window holds it.
    await this.left;
    const params = epoch === this.epoch ? await this.parts.loadParams() : undefined;
    if (epoch !== this.epoch) return await this.ready();
    if (params === undefined) {
      // Nothing is remembered: the next request looks for a model again.
      this.readiness = undefined;
      this.tell({ state: 'stopped' });
      return 'noModel';
    }
    this.tell({ state: 'loading', progress: 0 });
    const engine = await this.parts.start(params);
    if (epoch !== this.epoch) {
      engine.connection.dispose();
      engine.disconnect();
      return await this.ready();
    }
    const session = this.newSession(engine);
    try {
      this.tell({ state: 'ready' }, await session.open(params));
      return session;
    } catch (error: unknown) {
      if (!(error instanceof SessionEndedError)) return this.refused(session, error);
      return error.end.kind === 'stopped' ? await this.ready() : unavailableAfter(error.end);
    }
  }

  private newSession(engine: EngineProcess): EngineSession {
    const { ticker, setTimer, log } = this.parts;
    const session: EngineSession = new EngineSession({
      engine,
      ticker,
      setTimer,
      log,
      onEnd: (end) => this.ended(session, end),
      onServed: (loaded) => this.served(session, loaded),
      onRetiring: () => this.changeOver(session),
      onStatus: (status) => {
        // That it is ready, or failed, is what the answer to the load request says.
        if (this.session === session && status.state === 'loading') this.tell(status);
      },
    });
    this.session = session;
    return session;
  }

  private served(session: EngineSession, loaded: LoadResult): void {
    if (this.session === session && this.loaded !== undefined) this.tell(this.status, loaded);
  }

  /** The engine refused: it stays down until `restart`, or for as long as the refusal may last. */
  private refused(session: EngineSession, error: unknown): UnavailableReason {
    const { down, status, retryMs } = refusalOf(error);
    this.parts.log.error(`The engine could not start: ${describeError(error)}`);
    this.session = undefined;
    void session.stop();
    this.down = down;
    const { epoch } = this;
    const retry = () => epoch === this.epoch && (this.down = this.readiness = undefined);
    if (retryMs !== undefined) this.parts.setTimer(retry, retryMs);
    this.tell(status);
    return down;
  }

  private ended(session: EngineSession, end: SessionEnd): void {
    if (this.session !== session) return;
    this.session = undefined;
    this.loaded = undefined;
    this.crashTimesMs = [...this.crashTimesMs, this.parts.now()];
    const decision = decideRestart(this.crashTimesMs, this.parts.restartRules);
    if (decision.kind === 'giveUp') {
      const message = `The engine ended ${this.crashTimesMs.length} times (last: ${end.description}). Restart it by command when the cause is gone.`;
      this.parts.log.error(message);
      this.down = 'engineCrashed';
      this.tell({ state: 'failed', error: 'crashedTooOften', message });
      return;
    }
    const { delayMs, attempt } = decision;
    this.parts.log.warn(`The engine ended (${end.description}); starting it again in ${delayMs} ms.`);
    this.tell({ state: 'restarting', delayMs, attempt });
    void this.begin(delayMs);
  }

  /** Someone had the engine retire: what it was asked it still answers, and another one is there for what comes. */
  private changeOver(session: EngineSession): void {
    if (this.session !== session) return;
    this.parts.log.info('The engine retires, as another window asked for; this window takes the next one.');
    const isReady = this.status.state === 'ready';
    this.forget();
    void (isReady ? session.stopWhenDone('leave') : session.stop());
    void this.begin(0);
  }

  private async renew(how: Leave): Promise<void> {
    this.crashTimesMs = [];
    this.down = undefined;
    await this.end('stopped', how);
    await this.ready();
  }

  private async unload(): Promise<void> {
    if (this.status.state !== 'ready') return;
    this.parts.log.info('Nobody has asked for a while: the engine ends until someone does.');
    await this.end('idle');
  }

  /** Ends the process without counting it as a crash. */
  private async end(state: 'stopped' | 'idle', how: Leave = 'leave'): Promise<void> {
    const { session } = this;
    this.forget();
    this.idle.dispose();
    this.tell({ state });
    if (session !== undefined) this.left = how === 'farewell' ? session.stopWhenDone(how) : session.stop(how);
    await this.left;
  }

  private forget(): void {
    this.epoch++;
    this.session = undefined;
    this.readiness = undefined;
    this.loaded = undefined;
    this.delay.end();
  }

  private tell(status: ClientStatus, loaded = this.loaded): void {
    this.loaded = loaded;
    this.status = status;
    for (const listener of this.listeners) listener(status);
  }
}

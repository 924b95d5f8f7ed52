// One engine from its start to its end: handshake, load, requests, and one reason for the end.
// Knows the protocol; must not know when engines are started again.
import { CancellationTokenSource, type MessageConnection, type ProgressType } from 'vscode-jsonrpc';
import {
  type GenerateParams,
  type GenerateResult,
  generatedText,
  generateRequest,
} from '../../engine/protocol/chatProtocol.ts';
import {
  farewellRequest,
  pingRequest,
  retireRequest,
  retiringNotification,
} from '../../engine/protocol/lifeProtocol.ts';
import {
  type ConvertParams,
  type ConvertResult,
  convertProgress,
  convertRequest,
  type InspectParams,
  type InspectResult,
  inspectRequest,
} from '../../engine/protocol/modelProtocol.ts';
import {
  type EngineStatus,
  helloRequest,
  type LoadParams,
  type LoadResult,
  loadRequest,
  protocolVersion,
  statusNotification,
} from '../../engine/protocol/protocol.ts';
import { servedByNotification } from '../../engine/protocol/serverProtocol.ts';
import {
  type TuneParams,
  type TuneResult,
  tuneProgress,
  tuneRequest,
} from '../../engine/protocol/tuneProtocol.ts';
import type { Cancellation } from '../base/cancellation.ts';
import { inTime } from '../base/inTime.ts';
import type { Logger } from '../base/log.ts';
import type { SetTimer, Ticker } from '../base/time.ts';
import type { EngineProcess } from './engineProcess.ts';
import { type SessionEnd, SessionEndedError } from './sessionEnd.ts';
import { patience, Watchdog } from './watchdog.ts';

export interface EngineSessionParts {
  readonly engine: EngineProcess;
  readonly ticker: Ticker;
  readonly setTimer: SetTimer;
  readonly log: Logger;
  /** Called once, after everything pending was rejected. */
  readonly onEnd: (end: SessionEnd) => void;
  readonly onStatus: (status: EngineStatus) => void;
  /** Another model answers than before, because a server went or came back. */
  readonly onServed?: (loaded: LoadResult) => void;
  /** The engine is to be asked nothing more; what it was asked it still answers. */
  readonly onRetiring?: () => void;
}

/** What an engine has to exit by itself before it is killed. */
const exitGraceMs = 2000;
/** What it has to take note of its retirement, or of a farewell, or to tell that it is there. */
const noteMs = 10_000;
/** What it has to come to the end of its answers before it is left without them. */
const answersMs = 30_000;

/** Alone; as the last of this window, so that it need not wait for it; or with all others, who are told. */
export type Leave = 'leave' | 'farewell' | 'retire';

export class EngineSession {
  private readonly parts: EngineSessionParts;
  private readonly watchdog: Watchdog;
  private readonly exited: Promise<void>;
  private end: SessionEnd | undefined;
  private greeting: Promise<void> | undefined;
  private readonly pending = new Set<Promise<unknown>>();

  constructor(parts: EngineSessionParts) {
    this.parts = parts;
    const { engine } = parts;
    this.watchdog = new Watchdog({
      ticker: parts.ticker,
      ping: async () => (await engine.connection.sendRequest(pingRequest, {})).steps,
      onHang: () => this.killHung(),
    });
    this.exited = new Promise((resolve) => {
      engine.onExit((description) => {
        this.finish({ kind: 'crashed', description });
        resolve();
      });
    });
    engine.connection.onNotification(statusNotification, (status) => {
      this.watchdog.heard();
      parts.onStatus(status);
    });
    engine.connection.onNotification(servedByNotification, (loaded) => parts.onServed?.(loaded));
    engine.connection.onNotification(retiringNotification, () => parts.onRetiring?.());
    engine.connection.listen();
  }

  get processId(): number | undefined {
    return this.parts.engine.processId;
  }

  /** Shakes hands and loads the model. Rejects with the engine's coded error or with `SessionEndedError`. */
  async open(params: LoadParams): Promise<LoadResult> {
    await this.greet();
    return await this.answerOf(
      (connection) => connection.sendRequest(loadRequest, params),
      patience.starting,
    );
  }

  /** Shakes hands and has a model file tuned. Rejects as `open` does; a cancelled one is a result. */
  async tune(
    request: Omit<TuneParams, 'progressToken'>,
    onProgress: (fraction: number) => void,
    cancellation: Cancellation,
  ): Promise<TuneResult> {
    return await this.longWork(tuneProgress, onProgress, cancellation, (open, progressToken, token) =>
      open.sendRequest(tuneRequest, { ...request, progressToken }, token),
    );
  }

  /** Shakes hands and has a model file converted. Rejects as `open` does; a cancelled one is a result. */
  async convert(
    request: Omit<ConvertParams, 'progressToken'>,
    onProgress: (fraction: number) => void,
    cancellation: Cancellation,
  ): Promise<ConvertResult> {
    return await this.longWork(convertProgress, onProgress, cancellation, (open, progressToken, token) =>
      open.sendRequest(convertRequest, { ...request, progressToken }, token),
    );
  }

  private async longWork<R>(
    progressType: ProgressType<number>,
    onProgress: (fraction: number) => void,
    cancellation: Cancellation,
    send: (
      connection: MessageConnection,
      progressToken: string,
      token: CancellationTokenSource['token'],
    ) => Promise<R>,
  ): Promise<R | { readonly kind: 'cancelled' }> {
    await this.greet();
    if (cancellation.isCancellationRequested) return { kind: 'cancelled' };
    const progressToken = 'work';
    const progress = this.parts.engine.connection.onProgress(progressType, progressToken, (fraction) => {
      this.watchdog.heard();
      onProgress(fraction);
    });
    try {
      return await this.ask((open, token) => send(open, progressToken, token), cancellation);
    } finally {
      progress.dispose();
    }
  }

  /** Has a model file described. Rejects as `open` does. */
  async inspect(params: InspectParams): Promise<InspectResult> {
    await this.greet();
    return await this.answerOf((connection) => connection.sendRequest(inspectRequest, params));
  }

  /** Shakes hands, once, however many requests follow: an engine that does is one. Rejects as `open` does. */
  greet(): Promise<void> {
    this.greeting ??= this.shakeHands();
    return this.greeting;
  }

  private async shakeHands(): Promise<void> {
    const hello = { protocolVersion, client: 'hearth' };
    const answer = await this.answerOf(
      (connection) => connection.sendRequest(helloRequest, hello),
      patience.starting,
    );
    if (answer.protocolVersion !== protocolVersion) {
      throw new Error(
        `The engine speaks version ${answer.protocolVersion}, its client version ${protocolVersion}.`,
      );
    }
  }

  /** Sends a request that can be cancelled. Rejects with `SessionEndedError` when the engine ends before it answers. */
  async ask<R>(
    send: (connection: MessageConnection, token: CancellationTokenSource['token']) => Promise<R>,
    cancellation: Cancellation,
  ): Promise<R> {
    const source = new CancellationTokenSource();
    const listener = cancellation.onCancellationRequested(() => source.cancel());
    try {
      return await this.answerOf((connection) => send(connection, source.token));
    } finally {
      listener.dispose();
      source.dispose();
    }
  }

  /** `onText` hears what came since it was last called. Rejects as `ask` does. */
  async generate(
    params: GenerateParams,
    onText: (delta: string) => void,
    cancellation: Cancellation,
  ): Promise<GenerateResult> {
    const { connection } = this.parts.engine;
    const progress = connection.onProgress(generatedText, params.generationId, (delta) => {
      this.watchdog.heard();
      if (delta !== '') onText(delta);
    });
    try {
      return await this.ask((open, token) => open.sendRequest(generateRequest, params, token), cancellation);
    } finally {
      progress.dispose();
    }
  }

  say(send: (connection: MessageConnection) => Promise<void>): void {
    this.tell(send(this.parts.engine.connection));
  }

  /** Stops when what was asked is answered. Nothing more may be asked. */
  async stopWhenDone(how: Leave): Promise<void> {
    await inTime(Promise.allSettled(this.pending), this.parts.setTimer, answersMs);
    await this.stop(how);
  }

  /** Leaves the engine, by force when that takes too long. Resolves when it is gone from here. */
  async stop(how: Leave = 'leave'): Promise<void> {
    const { engine, setTimer } = this.parts;
    const isWell = how === 'leave' || !engine.isShared || (await this.takesNote(how)) || how === 'farewell';
    this.finish({ kind: 'stopped', description: 'it was stopped' });
    if (isWell) engine.disconnect();
    else engine.kill();
    const grace = setTimer(() => engine.kill(), exitGraceMs);
    await this.exited;
    grace.dispose();
  }

  private async answerOf<R>(
    send: (connection: MessageConnection) => Promise<R>,
    patienceTicks: number = patience.answering,
  ): Promise<R> {
    if (this.end !== undefined) throw new SessionEndedError(this.end);
    const sent = send(this.parts.engine.connection);
    this.pending.add(sent);
    try {
      return await this.watchdog.watch(sent, patienceTicks);
    } catch (error: unknown) {
      if (this.end === undefined) throw error;
      throw new SessionEndedError(this.end, { cause: error });
    } finally {
      this.pending.delete(sent);
    }
  }

  /** False when the engine does not take note in time: it has longer where it answers, being busy then. */
  private async takesNote(how: 'retire' | 'farewell'): Promise<boolean> {
    const { engine, setTimer } = this.parts;
    const noted = succeeds(
      engine.connection.sendRequest(how === 'retire' ? retireRequest : farewellRequest, {}),
    );
    let isThere = false;
    void succeeds(engine.connection.sendRequest(pingRequest, {})).then((answers) => {
      isThere = answers;
    });
    const soon = await inTime(noted, setTimer, noteMs);
    return soon ?? (isThere && (await inTime(noted, setTimer, answersMs)) === true);
  }

  private tell(sent: Promise<void>): void {
    sent.catch((error: unknown) => this.parts.log.warn(`The engine was not told: ${String(error)}`));
  }

  private killHung(): void {
    this.finish({ kind: 'hung', description: 'it had stopped answering' });
    this.parts.engine.kill();
  }

  private finish(end: SessionEnd): void {
    if (this.end !== undefined) return;
    this.end = end;
    this.watchdog.dispose();
    // jsonrpc leaves pending requests open when its peer dies; only disposing ends them.
    this.parts.engine.connection.dispose();
    this.parts.onEnd(end);
  }
}

async function succeeds(request: Promise<unknown>): Promise<boolean> {
  return await request.then(
    () => true,
    () => false,
  );
}

// An engine for tests of everything above it: speaks the real protocol in memory, answers what a test says, and
// crashes or hangs when told. Must not compute anything.
import { createMessageConnection, type MessageConnection, ResponseError } from 'vscode-jsonrpc/node';
import {
  closeDocumentNotification,
  type NamesParams,
  namesNotification,
} from '../../engine/protocol/documentProtocol.ts';
import { type EngineErrorName, engineErrorCodes } from '../../engine/protocol/errorProtocol.ts';
import {
  farewellRequest,
  type PingResult,
  pingRequest,
  retireRequest,
  retiringNotification,
} from '../../engine/protocol/lifeProtocol.ts';
import {
  type CompleteParams,
  type CompleteResult,
  type Completion,
  completeRequest,
  helloRequest,
  type LoadParams,
  type LoadResult,
  loadRequest,
  protocolVersion,
  type WarmParams,
  type WarmResult,
  warmRequest,
} from '../../engine/protocol/protocol.ts';
import { servedByNotification } from '../../engine/protocol/serverProtocol.ts';
import type { EngineProcess } from '../../src/client/engineProcess.ts';
import { messagePair } from './messagePair.ts';
import { someShape } from './someShape.ts';

/** A request that waits for the test to answer it. */
export interface HeldRequest {
  readonly params: CompleteParams;
  readonly isCancelled: () => boolean;
  answer(result: CompleteResult): void;
}

export class ScriptedEngine {
  readonly process: EngineProcess;
  readonly loads: LoadParams[] = [];
  readonly completes: HeldRequest[] = [];
  readonly warms: WarmParams[] = [];
  readonly closed: string[] = [];
  readonly names: NamesParams[] = [];
  /** Requests answered at once with this text; held while undefined. */
  answerText: string | undefined;
  /** Named failure of every load; `never` for a load that never ends. */
  loadFailure: EngineErrorName | 'never' | undefined;
  warmResult: WarmResult['kind'] = 'warm';
  protocolVersion = protocolVersion;
  exitsOnDisconnect = true;
  /** What a ping tells; undefined for an engine that answers none. */
  steps: number | undefined;
  /** How often it was told to retire; it takes note only where `exitsOnDisconnect`, and behind this. */
  retirements = 0;
  beforeNote: Promise<void> = Promise.resolve();
  isGone = false;
  private readonly exitListeners: ((description: string) => void)[] = [];
  private readonly pair = messagePair();
  private readonly connection: MessageConnection;

  constructor(processId: number) {
    const { client, engine } = this.pair;
    this.connection = createMessageConnection(engine.reader, engine.writer);
    this.serve();
    this.process = {
      connection: createMessageConnection(client.reader, client.writer),
      processId,
      isShared: true,
      onExit: (listener) => this.exitListeners.push(listener),
      disconnect: () => {
        if (this.exitsOnDisconnect) this.exit('exit code 0');
      },
      kill: () => this.exit('signal SIGKILL'),
    };
  }

  /** Another model answers than before. */
  async served(loaded: LoadResult): Promise<void> {
    await this.connection.sendNotification(servedByNotification, loaded);
  }

  /** Ends like a process does: nothing more is said, and the exit is heard a turn later. */
  exit(description: string): void {
    if (this.isGone) return;
    this.isGone = true;
    this.pair.cut();
    setImmediate(() => {
      this.connection.dispose();
      for (const listener of this.exitListeners) listener(description);
    });
  }

  /** Another window has had it retire. */
  retire(): Promise<void> {
    return this.connection.sendNotification(retiringNotification, {});
  }

  /** The newest request. */
  get newest(): HeldRequest {
    const held = this.completes.at(-1);
    if (held === undefined) throw new Error('The engine was not asked for a completion.');
    return held;
  }

  private serve(): void {
    this.connection.onRequest(helloRequest, () => ({
      protocolVersion: this.protocolVersion,
      processId: this.process.processId ?? 0,
    }));
    this.connection.onRequest(pingRequest, () =>
      this.steps === undefined ? new Promise<PingResult>(() => {}) : { steps: this.steps },
    );
    this.connection.onRequest(farewellRequest, () => null);
    this.connection.onRequest(retireRequest, async () => {
      this.retirements++;
      await this.beforeNote;
      return this.exitsOnDisconnect ? null : await new Promise<null>(() => {});
    });
    this.connection.onRequest(loadRequest, (params) => {
      this.loads.push(params);
      const failure = this.loadFailure;
      if (failure === 'never') return new Promise<LoadResult>(() => {});
      if (failure === undefined) return loadResult;
      return new ResponseError(engineErrorCodes[failure], `load: ${failure}`, { name: failure });
    });
    this.connection.onRequest(completeRequest, (params, token) => {
      if (this.answerText !== undefined) return shown(this.answerText);
      return new Promise<CompleteResult>((resolve) => {
        this.completes.push({ params, isCancelled: () => token.isCancellationRequested, answer: resolve });
        token.onCancellationRequested(() => resolve({ kind: 'cancelled', reason: 'cancelled' }));
      });
    });
    this.connection.onRequest(warmRequest, (params) => {
      this.warms.push(params);
      return { kind: this.warmResult, counters: { reused: 0, evaluated: 10, generated: 0 } };
    });
    this.connection.onNotification(namesNotification, (names) => {
      this.names.push(names);
    });
    this.connection.onNotification(closeDocumentNotification, ({ documentUri }) => {
      this.closed.push(documentUri);
    });
    this.connection.listen();
  }
}

export function shown(
  text: string,
  measured: Partial<Completion> = {},
): { readonly kind: 'shown'; readonly value: Completion } {
  const value: Completion = {
    text,
    tokens: [{ text, probability: 0.9 }],
    finishReason: 'endOfLine',
    counters: { reused: 100, evaluated: 2, generated: 5 },
    timings: { queueMs: 0, tokenizeMs: 1, prefillMs: 20, firstTokenMs: 21, decodeMs: 60, totalMs: 81 },
    ...measured,
  };
  return { kind: 'shown', value };
}

const loadResult: LoadResult = {
  family: 'fillInTheMiddle',
  shape: { ...someShape, name: 'scripted', parameters: 494_032_768 },
  threads: 2,
  speed: { prefillTokensPerSecond: 500, decodeTokensPerSecond: 60, charactersPerToken: 3.5 },
  canChat: true,
};

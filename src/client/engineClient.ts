// The interface through which everything above reaches an engine, wherever it runs.
// Knows the protocol; must not know what requests are for.

import type { GenerateParams, GenerateResult } from '../../engine/protocol/chatProtocol.ts';
import type { NamesParams } from '../../engine/protocol/documentProtocol.ts';
import type { EngineErrorName } from '../../engine/protocol/errorProtocol.ts';
import type {
  CompleteParams,
  CompleteResult,
  EngineStatus,
  LoadResult,
  ReferenceParams,
  ReferenceResult,
  WarmParams,
  WarmResult,
} from '../../engine/protocol/protocol.ts';
import type { Cancellation } from '../base/cancellation.ts';

/**
 * The client's view of the engine: `stopped` when no process runs, `idle` when it ended because nobody had asked for a
 * while, `restarting` while it waits after a crash. It
 * stays `failed` until a restart is asked for: the engine said why, or it crashed too often, or something is broken.
 */
export type ClientStatus =
  | Exclude<EngineStatus, { readonly state: 'failed' }>
  | {
      readonly state: 'failed';
      readonly error: EngineErrorName | 'crashedTooOften' | 'fault';
      readonly message: string;
    }
  | { readonly state: 'stopped' }
  | { readonly state: 'restarting'; readonly delayMs: number; readonly attempt: number };

export interface EngineClient {
  readonly status: ClientStatus;
  /** What the loaded model reported; undefined until `ready`. */
  readonly loaded: LoadResult | undefined;
  onStatus(listener: (status: ClientStatus) => void): { dispose(): void };
  /** Starts the engine if needed. Never rejects for expected failures: they are outcomes. */
  complete(params: CompleteParams, cancellation: Cancellation): Promise<CompleteResult>;
  warm(params: WarmParams, cancellation: Cancellation): Promise<WarmResult | undefined>;
  /** Tells of code that a document's answers may repeat. Undefined when no engine could be told. */
  refer(params: ReferenceParams, cancellation: Cancellation): Promise<ReferenceResult | undefined>;
  /** Names for a place that a request has named or will name. Nobody hears whether the engine was there. */
  tellNames(names: NamesParams): void;
  /**
   * Answers a conversation. `onText` hears what came since it was last called, and by the end all of the
   * answer; when it is cancelled, what had come until then.
   */
  generate(
    params: GenerateParams,
    onText: (delta: string) => void,
    cancellation: Cancellation,
  ): Promise<GenerateResult>;
  closeDocument(documentUri: string): void;
  /** Has the engine retire, for all windows, by force when it does not listen, and starts a new one at once. */
  restart(): Promise<void>;
  /** Leaves the engine to whoever else wants it, once it has answered, and starts what is to be loaded now. */
  reload(): Promise<void>;
  dispose(): Promise<void>;
}

/** Can be waited for. */
export interface ReadyClient extends EngineClient {
  /** Starts the engine if needed; resolves when it is ready or has said that it cannot be. */
  whenReady(): Promise<void>;
}

// A backend with the services on it: one for each connection, all on one KV cache and in one queue.
// Must not know where the backend computes, nor the wire.
import type { SetTimer } from '../base/time.ts';
import { ChatService } from '../chat/chatService.ts';
import { CompletionService } from '../completion/completionService.ts';
import { KvCache } from '../computing/kvCache.ts';
import { Scheduler } from '../computing/scheduler.ts';
import { ByteTrie } from '../decoding/byteTrie.ts';
import type { InferenceBackend } from '../llama/backend.ts';
import type { LoadResult } from '../protocol/protocol.ts';

export interface LoadedModelParts {
  readonly now: () => number;
  readonly setTimer: SetTimer;
  /** What goes wrong while nobody waits, and no document's text. */
  readonly log: (line: string) => void;
}

export interface LoadedModel {
  readonly backend: InferenceBackend;
  readonly result: LoadResult;
  readonly chat: ChatService;
  /** Another number whenever a job got on. */
  readonly steps: () => number;
  service(connectionId: string): CompletionService;
  /** Undefined while the connection has asked for nothing. */
  startedService(connectionId: string): CompletionService | undefined;
  /** The connection is gone. */
  forget(connectionId: string): void;
  dispose(): Promise<void>;
}

/** Measures how fast it is. */
export async function serveBackend(
  backend: InferenceBackend,
  { now, setTimer, log }: LoadedModelParts,
): Promise<LoadedModel> {
  const speed = await backend.measureSpeed();
  const { family, shape, threads, canChat, gpu, gpuFailure } = backend;
  const { prefillTokensPerSecond } = speed;
  const scheduler = new Scheduler(() => backend.interrupt());
  const chatScheduler = backend.runsBeside ? new Scheduler(() => chat.interrupt()) : scheduler;
  const chat: ChatService = new ChatService(backend, chatScheduler, now, setTimer, log);
  const cache = new KvCache(backend);
  const trie = new ByteTrie(backend.vocabulary.tokenBytes);
  const services = new Map<string, CompletionService>();
  return {
    backend,
    chat,
    result: {
      family,
      shape,
      threads,
      speed,
      canChat,
      ...(gpu === undefined ? {} : { gpu }),
      ...(gpuFailure === undefined ? {} : { gpuFailure }),
    },
    steps: () => scheduler.steps + (chatScheduler === scheduler ? 0 : chatScheduler.steps),
    service(connectionId) {
      const options = { prefillTokensPerSecond, cache, trie };
      const service = services.get(connectionId) ?? new CompletionService(backend, scheduler, now, options);
      services.set(connectionId, service);
      return service;
    },
    startedService: (connectionId) => services.get(connectionId),
    forget: (connectionId) => void services.delete(connectionId),
    async dispose() {
      await chat.dispose();
      await backend.dispose();
    },
  };
}

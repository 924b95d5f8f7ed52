// Serves one connection: messages in, results out, expected failures as codes. The engine's fault barrier.
// Takes any reader and writer; must not know the process it runs in nor the binding.
import type { CancellationToken, MessageConnection, ProgressType } from 'vscode-jsonrpc';
import { ResponseError } from 'vscode-jsonrpc';
import { EngineError } from '../base/engineError.ts';
import type { Pending } from '../computing/pending.ts';
import { convertModel } from '../copies/converting/convertModel.ts';
import type { WorkEvents } from '../copies/copyWork.ts';
import type { TuneRequest } from '../copies/tuning/tuneModel.ts';
import { inspectModel } from '../gguf/inspectModel.ts';
import { generatedText, generateRequest } from '../protocol/chatProtocol.ts';
import { closeDocumentNotification, namesNotification } from '../protocol/documentProtocol.ts';
import { type EngineErrorData, engineErrorCodes } from '../protocol/errorProtocol.ts';
import { explainRequest } from '../protocol/explainProtocol.ts';
import {
  farewellRequest,
  pingRequest,
  retireRequest,
  retiringNotification,
} from '../protocol/lifeProtocol.ts';
import { convertProgress, convertRequest, inspectRequest, memoryRequest } from '../protocol/modelProtocol.ts';
import {
  completeRequest,
  helloRequest,
  loadRequest,
  protocolVersion,
  referenceRequest,
  statusNotification,
  warmRequest,
} from '../protocol/protocol.ts';
import { checkServerRequest, isServerTrouble, servedByNotification } from '../protocol/serverProtocol.ts';
import { type TuneResult, tuneProgress, tuneRequest } from '../protocol/tuneProtocol.ts';
import type { ModelHost } from './modelHost.ts';
import { processMemory } from './processMemory.ts';
import type { Retirement } from './retirement.ts';

/** Makes a tuned copy of a model file, apart from the host's model. */
export type TuneModel = (request: TuneRequest, events: WorkEvents) => Promise<TuneResult>;

/** Between connection and document in an owner's key; it can stand in neither. */
const ownerSeparator = '\n';

/** What a connection may have to do with the end of the engine; for one that serves its parent alone, nothing. */
export interface EngineEnd {
  readonly retirement?: Retirement;
  /** Whoever is connected here will not be back. */
  readonly onFarewell?: () => void;
}

export function serve(
  connection: MessageConnection,
  connectionId: string,
  host: ModelHost,
  tune: TuneModel,
  { retirement, onFarewell }: EngineEnd = {},
): void {
  const service = () => host.service(connectionId);
  const tell = async (send: () => Promise<void>) => {
    try {
      await send();
    } catch {
      // A window that closes while the engine talks to it is no fault of the engine.
    }
  };
  const running = new Set<{ cancel(): void }>();
  const settle = async <T>(pending: Pending<T>, token: CancellationToken): Promise<T> => {
    const listener = token.onCancellationRequested(() => pending.cancel());
    running.add(pending);
    try {
      return await pending.result;
    } finally {
      running.delete(pending);
      listener.dispose();
    }
  };
  const longWork = (
    type: ProgressType<number>,
    progressToken: string,
    token: CancellationToken,
  ): WorkEvents => {
    const work = new AbortController();
    token.onCancellationRequested(() => work.abort());
    const onProgress = (fraction: number) =>
      void tell(() => connection.sendProgress(type, progressToken, fraction));
    return { signal: work.signal, onProgress };
  };
  const ownerOf = (documentUri: string) => `${connectionId}${ownerSeparator}${documentUri}`;
  const isOwn = (owner: string) => owner.startsWith(`${connectionId}${ownerSeparator}`);

  connection.onRequest(helloRequest, (params) =>
    answer(() => {
      if (params.protocolVersion !== protocolVersion) {
        throw new EngineError(
          'protocolMismatch',
          `The engine speaks version ${protocolVersion}, the client version ${params.protocolVersion}. Reload the window.`,
        );
      }
      return { protocolVersion, processId: process.pid };
    }),
  );
  connection.onRequest(pingRequest, () => ({ steps: host.steps }));
  connection.onRequest(retireRequest, () =>
    answer(async () => {
      await retirement?.begin();
      return null;
    }),
  );
  connection.onRequest(farewellRequest, () => {
    onFarewell?.();
    return null;
  });
  connection.onRequest(inspectRequest, ({ modelPath }) => answer(() => inspectModel(modelPath)));
  connection.onRequest(memoryRequest, () => answer(() => processMemory()));
  connection.onRequest(checkServerRequest, (params) => answer(() => host.checkServer(params)));
  connection.onRequest(loadRequest, (params) => answer(() => host.load(params)));
  connection.onRequest(completeRequest, (params, token) =>
    answer(async () => {
      const complete = () => settle(service().complete(ownerOf(params.documentUri), params), token);
      const result = await complete();
      // What stands in for a server that has just gone answers the same key.
      const isServers = result.kind === 'unavailable' && isServerTrouble(result.reason);
      return isServers && host.hasStandIn ? await complete() : result;
    }),
  );
  connection.onRequest(warmRequest, (params, token) =>
    answer(() => settle(service().warm(ownerOf(params.documentUri), params), token)),
  );
  connection.onRequest(generateRequest, (params, token) =>
    answer(() => {
      const onText = (text: string) =>
        void tell(() => connection.sendProgress(generatedText, params.generationId, text));
      return settle(host.chat().generate(ownerOf(params.conversation), params, onText), token);
    }),
  );
  connection.onRequest(tuneRequest, ({ progressToken, ...request }, token) =>
    answer(() => tune(request, longWork(tuneProgress, progressToken, token))),
  );
  connection.onRequest(explainRequest, () =>
    answer(() => ({ runs: host.startedServices(connectionId).flatMap((each) => each.explain(isOwn)) })),
  );
  connection.onRequest(convertRequest, ({ progressToken, ...request }, token) =>
    answer(() => convertModel(request, longWork(convertProgress, progressToken, token))),
  );
  connection.onRequest(referenceRequest, (params, token) =>
    answer(() => settle(service().refer(ownerOf(params.documentUri), params), token)),
  );
  connection.onNotification(namesNotification, (params) => {
    for (const each of host.startedServices(connectionId))
      each.tellNames(ownerOf(params.documentUri), params);
  });
  connection.onNotification(closeDocumentNotification, ({ documentUri }) => {
    const closed = ownerOf(documentUri);
    for (const each of host.startedServices(connectionId)) each.release((owner) => owner === closed);
  });
  const unsubscribe = host.onStatus((status) => {
    void tell(() => connection.sendNotification(statusNotification, status));
  });
  const stopHearing = host.onServed((result) => {
    void tell(() => connection.sendNotification(servedByNotification, result));
  });
  const stopWaiting = retirement?.onBegin(() => {
    void tell(() => connection.sendNotification(retiringNotification, {}));
  });
  connection.onClose(() => {
    unsubscribe();
    stopHearing();
    stopWaiting?.();
    for (const pending of running) pending.cancel();
    for (const each of host.startedServices(connectionId)) each.release(isOwn);
    host.forget(connectionId);
    connection.dispose();
  });
  connection.listen();
}

async function answer<T>(work: () => T | Promise<T>): Promise<T | ResponseError<EngineErrorData>> {
  try {
    return await work();
  } catch (error: unknown) {
    if (error instanceof EngineError) {
      return new ResponseError(engineErrorCodes[error.kind], error.message, { name: error.kind });
    }
    throw error;
  }
}

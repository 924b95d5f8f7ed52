// The real engine in this process, over any backend, at the other end of a connection in memory.
// Must not know what is asked of it.
import { createMessageConnection } from 'vscode-jsonrpc/node';
import type { InferenceBackend } from '../../engine/llama/backend.ts';
import { ModelHost } from '../../engine/serving/modelHost.ts';
import { serve, type TuneModel } from '../../engine/serving/server.ts';
import type { EngineProcess } from '../../src/client/engineProcess.ts';
import { messagePair } from './messagePair.ts';

const noTuning: TuneModel = () => Promise.reject(new Error('There is no model file to tune.'));

export function startEngineInMemory(
  backend: InferenceBackend,
  now: () => number,
  tune: TuneModel = noTuning,
): EngineProcess {
  const pair = messagePair();
  const { client, engine } = pair;
  const host = new ModelHost({
    loadBackend: () => Promise.resolve(backend),
    now,
    setTimer: () => ({ dispose: () => {} }),
    log: () => {},
  });
  serve(createMessageConnection(engine.reader, engine.writer), 'test', host, tune);
  const exitListeners: ((description: string) => void)[] = [];
  const exit = (description: string) => {
    pair.cut();
    for (const listener of exitListeners.splice(0)) listener(description);
  };
  return {
    connection: createMessageConnection(client.reader, client.writer),
    processId: 1,
    isShared: false,
    onExit: (listener) => exitListeners.push(listener),
    disconnect: () => exit('exit code 0'),
    kill: () => exit('signal SIGKILL'),
  };
}

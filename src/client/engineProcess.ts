// One engine process and the connection to it. Starts it, hears it end, ends it.
// Must not know what is asked over the connection.
import { fork } from 'node:child_process';
import { createMessageConnection, type MessageConnection } from 'vscode-jsonrpc';
import { IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import type { Logger } from '../log.ts';

export interface EngineProcess {
  readonly connection: MessageConnection;
  readonly processId: number | undefined;
  /** Called once, with a few words on how it ended, whether it was asked to or not. */
  onExit(listener: (description: string) => void): void;
  /** Ends it now. */
  kill(): void;
}

export type StartEngine = () => EngineProcess;

/** Starts `dist/engine.mjs`. */
export function forkEngine(engineFile: string, log: Logger): EngineProcess {
  const child = fork(engineFile, [], {
    // llama.cpp prints to both streams, so the protocol has a channel of its own.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    env: {
      ...process.env,
      ELECTRON_RUN_AS_NODE: '1',
      // Every decode starts its own pool; with libuv's usual four workers two compute threads often share a core:
      // 24–28 ms a token instead of 13 (measured, 2 cores).
      UV_THREADPOOL_SIZE: '1',
    },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => log.info(`engine: ${text.trimEnd()}`));
  }
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child), {
    error: (message) => log.error(message),
    warn: (message) => log.warn(message),
    info: (message) => log.debug(message),
    log: (message) => log.debug(message),
  });
  return {
    connection,
    processId: child.pid,
    onExit: (listener) => {
      let told = false;
      const tell = (description: string) => {
        if (!told) listener(description);
        told = true;
      };
      child.once('exit', (code, signal) => tell(signal === null ? `exit code ${code}` : `signal ${signal}`));
      child.once('error', (error) => tell(error.message));
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

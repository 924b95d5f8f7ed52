// One engine process and the connection to it. Starts it, hears it end, ends it.
// Must not know what is asked over the connection.
import { type ChildProcess, fork } from 'node:child_process';
import { createMessageConnection, type MessageConnection } from 'vscode-jsonrpc';
import { IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import type { Logger } from '../base/log.ts';

export interface EngineProcess {
  readonly connection: MessageConnection;
  readonly processId: number | undefined;
  /** Whether other windows may use it too. */
  readonly isShared: boolean;
  /** Calls back once, with a few words on how it ended, whether it was asked to or not. */
  onExit(listener: (description: string) => void): void;
  /** Closes the channel, at which an engine that still can exits by itself when nobody else wants it. */
  disconnect(): void;
  /** Ends it now, whatever it is doing. */
  kill(): void;
}

export type StartEngine = () => EngineProcess;

/** Starts `dist/engine.mjs`. */
export function forkEngine(engineFile: string, log: Logger): EngineProcess {
  const child = fork(engineFile, [], {
    // llama.cpp prints to both streams, so the protocol has a channel of its own.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Flags of the extension host, such as its debug port, are not the child's.
    execArgv: [],
    env: engineEnvironment(),
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => log.info(`engine: ${text.trimEnd()}`));
  }
  const kill = () => {
    child.kill('SIGKILL');
  };
  // A process whose channel closed unasked can be asked nothing more.
  child.once('disconnect', kill);
  const connection = createMessageConnection(
    new IPCMessageReader(child),
    new IPCMessageWriter(child),
    wireLog(log),
  );
  const disconnect = () => {
    child.off('disconnect', kill);
    if (child.connected) child.disconnect();
  };
  return {
    connection,
    processId: child.pid,
    isShared: false,
    onExit: (listener) => onceEnded(child, listener),
    disconnect,
    kill,
  };
}

/** What is wrong on the wire, and at the lowest level what goes well. */
export function wireLog(log: Logger) {
  return {
    error: (message: string) => log.error(message),
    warn: (message: string) => log.warn(message),
    info: (message: string) => log.debug(message),
    log: (message: string) => log.debug(message),
  };
}

export function engineEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ELECTRON_RUN_AS_NODE: '1',
    // Every decode starts its own pool; with libuv's usual four workers two compute threads often share a core:
    // 24–28 ms a token instead of 13 (measured, 2 cores).
    UV_THREADPOOL_SIZE: '1',
  };
}

function onceEnded(child: ChildProcess, listener: (description: string) => void): void {
  let isTold = false;
  const tell = (description: string) => {
    if (!isTold) listener(description);
    isTold = true;
  };
  child.once('exit', (code, signal) => tell(signal === null ? `exit code ${code}` : `signal ${signal}`));
  child.on('error', (error) => {
    // One that was never born has no exit; a failed send to a living one is no end.
    if (child.pid === undefined) tell(error.message);
  });
}

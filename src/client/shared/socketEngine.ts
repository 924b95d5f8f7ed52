// The connection to an engine that other windows may use too. Connects, hears it end, leaves it, kills it.
// Must not know how engines are started.
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import { createMessageConnection } from 'vscode-jsonrpc';
import { SocketMessageReader, SocketMessageWriter } from 'vscode-jsonrpc/node';
import { greeting, logNotification, type SharedEngineInfo } from '../../../engine/protocol/sharedProtocol.ts';
import type { Logger } from '../../base/log.ts';
import { type EngineProcess, wireLog } from '../engineProcess.ts';

/** An engine's event loop is free while it computes; a very busy machine may take its time. */
const greetingMs = 10_000;

/** What the engine that listens says of itself; undefined where none does. */
export async function readInfo(file: string): Promise<SharedEngineInfo | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as SharedEngineInfo;
  } catch {
    // None, or cut off by a crash: then nobody listens either.
    return undefined;
  }
}

/** Undefined when nobody listens or the token is refused. */
export async function connectToEngine(
  info: SharedEngineInfo,
  log: Logger,
): Promise<EngineProcess | undefined> {
  const socket = net.connect(info.address);
  socket.on('error', (error) => log.debug(`The shared engine's connection: ${error.message}`));
  socket.write(`${info.token}\n`);
  if (!(await isGreeted(socket))) {
    socket.destroy();
    return undefined;
  }
  return engineOver(socket, info.processId, log);
}

async function isGreeted(socket: net.Socket): Promise<boolean> {
  return await new Promise((resolve) => {
    const tooLate = setTimeout(() => end(false), greetingMs);
    const onReadable = () => {
      const said = socket.read(greeting.length) as Buffer | null;
      if (said !== null) end(said.toString() === greeting);
    };
    const onClose = () => end(false);
    const end = (isGood: boolean) => {
      clearTimeout(tooLate);
      socket.off('readable', onReadable).off('close', onClose);
      resolve(isGood);
    };
    socket.on('readable', onReadable).once('close', onClose);
  });
}

function engineOver(socket: net.Socket, processId: number, log: Logger): EngineProcess {
  const connection = createMessageConnection(
    new SocketMessageReader(socket),
    new SocketMessageWriter(socket),
    wireLog(log),
  );
  connection.onNotification(logNotification, ({ line }) => log.info(`engine: ${line}`));
  let isOver = false;
  socket.once('close', () => {
    isOver = true;
  });
  const kill = () => {
    // Until it is over, the id is the engine's. Whoever kills has often let go of the socket just before.
    if (!isOver) killProcess(processId, log);
    socket.destroy();
  };
  return {
    connection,
    processId,
    onExit: (listener) => {
      if (isOver) listener('its connection had closed');
      else socket.once('close', () => listener('its connection closed'));
    },
    disconnect: () => socket.destroySoon(),
    end: kill,
    kill,
  };
}

function killProcess(processId: number, log: Logger): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch (error: unknown) {
    // Another window was faster.
    log.debug(`The shared engine was gone already: ${String(error)}`);
  }
}

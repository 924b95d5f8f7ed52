// The connection to an engine that other windows may use too. Connects, hears it end, leaves it, kills it.
// Must not know how engines are started.
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import { createMessageConnection } from 'vscode-jsonrpc';
import { SocketMessageReader, SocketMessageWriter } from 'vscode-jsonrpc/node';
import {
  greetedBy,
  logNotification,
  type SharedEngineInfo,
} from '../../../engine/protocol/sharedProtocol.ts';
import type { Logger } from '../../base/log.ts';
import { isProcessId } from '../../base/runningProcess.mjs';
import { type EngineProcess, wireLog } from '../engineProcess.ts';

/** An engine's event loop is free while it computes; a very busy machine may take its time. */
const greetingMs = 10_000;
const maxGreetingLength = 32;

/** What the engine that listens says of itself; undefined where none does. */
export async function readInfo(file: string): Promise<SharedEngineInfo | undefined> {
  try {
    const said = JSON.parse(await readFile(file, 'utf8')) as Partial<SharedEngineInfo>;
    const { processId, address, token } = said;
    if (!isProcessId(processId) || typeof address !== 'string' || typeof token !== 'string') return undefined;
    return { processId, address, token };
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
  const processId = await greetingProcess(socket);
  if (!isProcessId(processId) || processId === process.pid) {
    socket.destroy();
    return undefined;
  }
  return engineOver(socket, processId, log);
}

/** The process that greets; undefined when none does, or something else is said. */
async function greetingProcess(socket: net.Socket): Promise<number | undefined> {
  return await new Promise((resolve) => {
    let said = '';
    const tooLate = setTimeout(() => end(undefined), greetingMs);
    const onReadable = () => {
      for (let byte = read(socket); byte !== undefined; byte = read(socket)) {
        said += byte;
        if (byte === '\n' || said.length > maxGreetingLength) return end(greetedBy(said));
      }
    };
    const onClose = () => end(undefined);
    const end = (processId: number | undefined) => {
      clearTimeout(tooLate);
      socket.off('readable', onReadable).off('close', onClose);
      resolve(processId);
    };
    socket.on('readable', onReadable).once('close', onClose);
  });
}

/** One byte, so that what follows the greeting stays for whoever reads on. */
function read(socket: net.Socket): string | undefined {
  return (socket.read(1) as Buffer | null)?.toString('latin1');
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
    isShared: true,
    onExit: (listener) => {
      if (isOver) listener('its connection had closed');
      else socket.once('close', () => listener('its connection closed'));
    },
    disconnect: () => socket.destroySoon(),
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

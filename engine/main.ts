// Composition root of the engine process: one model host, and connections to it: the one over Node IPC of the process
// that forked it, or with `--shared FOLDER KEY LINGER_MS` those of every window of the user.
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';
import { freeDiskBytes } from './copies/modelCopy.ts';
import { tuneModel } from './copies/tuning/tuneModel.ts';
import { verifyTuned } from './copies/tuning/verifyTuned.ts';
import { loadModel } from './llama/loadModel.ts';
import { loadVocabulary } from './llama/loadVocabulary.ts';
import { logNotification } from './protocol/sharedProtocol.ts';
import { checkServer, connectServer } from './remote/connectServer.ts';
import { ModelHost } from './serving/modelHost.ts';
import { Retirement } from './serving/retirement.ts';
import { serve, type TuneModel } from './serving/server.ts';
import { SharedServer } from './serving/sharedServer.ts';

const [mode, folder = '', key = '', lingerMs = ''] = process.argv.slice(2);
const isShared = mode === '--shared';
const connections = new Set<MessageConnection>();
const log = (line: string) => {
  if (!isShared) process.stderr.write(`${line}\n`);
  for (const connection of connections) void tell(connection, line);
};
function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
async function tell(connection: MessageConnection, line: string): Promise<void> {
  try {
    await connection.sendNotification(logNotification, { line });
  } catch {
    // It is closing.
  }
}
const wireLog = { error: log, warn: log, info: () => {}, log: () => {} };
const now = () => performance.now();
const vocabularyOf = (modelPath: string) => loadVocabulary(modelPath, log);
const host = new ModelHost({
  loadBackend: (params, onProgress) => loadModel(params, onProgress, log),
  connectServer: (server, params, events) =>
    connectServer(server, params, { ...events, loadVocabulary: vocabularyOf, now }),
  checkServer: (params) => checkServer(params, vocabularyOf),
  now,
  setTimer: (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    return { dispose: () => clearTimeout(timer) };
  },
  log,
  isShared,
});
const tune: TuneModel = (request, events) =>
  tuneModel(
    request,
    {
      freeBytes: freeDiskBytes,
      verify: (original, tuned, work) => verifyTuned(original, tuned, loadModel, work),
    },
    events,
  );

// A promise that nobody waited for is one fault of one window's, and no reason to end the engine of all.
process.on('unhandledRejection', (error) => log(`A fault that nobody waited for: ${describe(error)}`));
// Ctrl+C in a terminal reaches this process too; its parent, who got it as well, decides what it means.
process.on('SIGINT', () => {});
if (isShared) await listen();
else serveParent();

function serveParent(): void {
  // The channel closes when the parent exits or dies, by whatever means: the engine never outlives it.
  process.on('disconnect', () => process.exit(0));
  const wire = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process), wireLog);
  serve(wire, 'parent', host, tune);
}

async function listen(): Promise<void> {
  // The window that started it may close, and its terminal with it.
  process.on('SIGHUP', () => {});
  let connectionCount = 0;
  const retirement = new Retirement(() => server.retire());
  const server: SharedServer = new SharedServer({
    folder,
    key,
    processId: process.pid,
    lingerMs: Number(lingerMs),
    onConnection: (socket, onFarewell) => {
      const wire = createMessageConnection(
        new SocketMessageReader(socket),
        new SocketMessageWriter(socket),
        wireLog,
      );
      connections.add(wire);
      wire.onClose(() => connections.delete(wire));
      connectionCount++;
      serve(wire, `window ${connectionCount}`, host, tune, { retirement, onFarewell });
    },
    onEnd: () => process.exit(0),
  });
  await server.listen();
}

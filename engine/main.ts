// Composition root of the engine process: one connection over Node IPC, one model host.
import { statfs } from 'node:fs/promises';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { loadModel } from './loadModel.ts';
import { ModelHost } from './modelHost.ts';
import { serve } from './server.ts';
import { tuneModel } from './tuning/tuneModel.ts';
import { verifyTuned } from './tuning/verifyTuned.ts';

const host = new ModelHost(
  loadModel,
  () => performance.now(),
  (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    return { dispose: () => clearTimeout(timer) };
  },
);
const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process), {
  error: (message) => process.stderr.write(`${message}\n`),
  warn: (message) => process.stderr.write(`${message}\n`),
  info: () => {},
  log: () => {},
});

// The channel closes when the parent exits or dies, by whatever means: the engine never outlives it.
process.on('disconnect', () => process.exit(0));
// Ctrl+C in a terminal reaches this process too; its parent, who got it as well, decides what it means.
process.on('SIGINT', () => {});
serve(connection, 'parent', host, (request, events) =>
  tuneModel(
    request,
    {
      freeBytes: async (folder) => {
        const { bavail, bsize } = await statfs(folder);
        return bavail * bsize;
      },
      verify: (original, tuned, work) => verifyTuned(original, tuned, loadModel, work),
    },
    events,
  ),
);

// Composition root of the engine process: one connection over Node IPC, one model host.
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { loadModel } from './loadModel.ts';
import { ModelHost } from './modelHost.ts';
import { serve } from './server.ts';

const host = new ModelHost(loadModel, () => performance.now());
const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process), {
  error: (message) => process.stderr.write(`${message}\n`),
  warn: (message) => process.stderr.write(`${message}\n`),
  info: () => {},
  log: () => {},
});

// The channel closes when the parent exits or dies, by whatever means: the engine never outlives it.
process.on('disconnect', () => process.exit(0));
serve(connection, 'parent', host);

// A local web server with one big file, streamed. Must not know who downloads.
import { createReadStream, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { closeServer, listenLocally } from './localServer.ts';

export class ModelMirror {
  readonly requests: string[] = [];
  private readonly server: Server;

  constructor(file: string) {
    this.server = createServer((request, response) => {
      this.requests.push(request.url ?? '');
      response.writeHead(200, { 'Content-Length': statSync(file).size });
      createReadStream(file).pipe(response);
    });
  }

  async start(): Promise<string> {
    return await listenLocally(this.server);
  }

  async stop(): Promise<void> {
    await closeServer(this.server);
  }
}

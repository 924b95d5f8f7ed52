// A mirror of one model file that only an HTTP proxy knows the way to; both are this one local server.
// Gives the first request a part of the file and then nothing more. Must not know who downloads.
import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import net from 'node:net';
import { closeServer, listenLocally, portOf } from './localServer.ts';

const entityTag = '"weights"';

export class ProxiedMirror {
  /** Nobody else answers to this name: whatever comes has come through the proxy. */
  readonly address = 'http://models.mirror.invalid';
  readonly requests: { readonly path: string; readonly range: string | undefined }[] = [];
  private readonly file: string;
  private readonly server: Server;

  constructor(file: string) {
    this.file = file;
    this.server = createServer((request, response) => this.answer(request, response));
    this.server.on('connect', (_request: IncomingMessage, socket: net.Socket) => {
      const tunnel = net.connect(portOf(this.server), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        tunnel.pipe(socket).pipe(tunnel);
      });
      // Whoever pauses a download breaks both off.
      for (const end of [tunnel, socket]) end.on('error', () => tunnel.destroy());
    });
  }

  async start(port: number): Promise<void> {
    await listenLocally(this.server, port);
  }

  async stop(): Promise<void> {
    await closeServer(this.server);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '', this.address);
    const { range } = request.headers;
    this.requests.push({ path: pathname, range });
    const { size } = statSync(this.file);
    const isSame = request.headers['if-range'] === entityTag;
    const start = isSame ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
    const headers = { ETag: entityTag, 'Content-Length': size - start };
    if (start > 0)
      response.writeHead(206, { ...headers, 'Content-Range': `bytes ${start}-${size - 1}/${size}` });
    else response.writeHead(200, headers);
    const isFirst = this.requests.length === 1;
    const end = isFirst ? Math.floor(size * 0.4) : size - 1;
    createReadStream(this.file, { start, end }).pipe(response, { end: !isFirst });
  }
}

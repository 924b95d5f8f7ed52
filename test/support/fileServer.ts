// A local web server with one file that it serves badly in the ways asked for. Must not know who downloads.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { closeServer, listenLocally } from './localServer.ts';

export type Misbehaviour =
  | 'none'
  | 'cuts'
  | 'stalls'
  | 'endsEarly'
  | 'liesAboutLength'
  | 'redirects'
  | 'ignoresRanges'
  | 'otherBytes'
  | 'status404'
  | 'status416'
  | 'status500';

/** One behaviour for each request in order; the last one for all that follow. */
export class FileServer {
  behaviours: readonly Misbehaviour[] = ['none'];
  entityTag = '"first"';
  readonly requests: { readonly url: string; readonly range: string | undefined }[] = [];
  private readonly content: Buffer;
  private readonly server: Server;

  constructor(content: Buffer) {
    this.content = content;
    this.server = createServer((request, response) => this.answer(request, response));
  }

  async start(): Promise<string> {
    return await listenLocally(this.server);
  }

  async stop(): Promise<void> {
    await closeServer(this.server);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const index = Math.min(this.requests.length, this.behaviours.length - 1);
    const behaviour = this.behaviours[index] ?? 'none';
    this.requests.push({ url: request.url ?? '', range: request.headers.range });
    const failure = /^status(\d+)$/.exec(behaviour)?.[1];
    if (failure !== undefined) response.writeHead(Number(failure)).end('no');
    else if (behaviour === 'redirects') response.writeHead(302, { Location: '/moved' }).end();
    else this.serve(request, response, behaviour);
  }

  private serve(request: IncomingMessage, response: ServerResponse, behaviour: Misbehaviour): void {
    const isSame = request.headers['if-range'] === this.entityTag;
    const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
    const start = isSame && behaviour !== 'ignoresRanges' ? Number(asked ?? 0) : 0;
    const body = (behaviour === 'otherBytes' ? Buffer.alloc(this.content.length, 1) : this.content).subarray(
      start,
    );
    const { length } = this.content;
    const headers = { ETag: this.entityTag, 'Content-Type': 'application/octet-stream' };
    if (start > 0) {
      const range = `bytes ${start}-${length - 1}/${length}`;
      response.writeHead(206, { ...headers, 'Content-Range': range, 'Content-Length': body.length });
    } else if (behaviour === 'endsEarly') response.writeHead(200, headers);
    else {
      const claimed = behaviour === 'liesAboutLength' ? length + 1000 : body.length;
      response.writeHead(200, { ...headers, 'Content-Length': claimed });
    }
    const some = body.subarray(0, Math.ceil(body.length / 3));
    if (behaviour === 'cuts') response.write(some, () => setTimeout(() => response.destroy(), 20));
    else if (behaviour === 'stalls') response.write(some);
    else if (behaviour === 'endsEarly') response.end(some);
    else response.end(body);
  }
}

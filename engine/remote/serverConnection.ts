// HTTP to one address and nowhere else: JSON out, JSON or a stream of events in, closed at once when nobody wants it.
// Must not know what is asked. Redirects are not followed: they are how captive portals answer.
import http from 'node:http';
import https from 'node:https';
import type { ServerParams } from '../protocol/serverProtocol.ts';
import { type EventData, readEvents } from './eventStream.ts';
import { ServerError, statusError } from './serverError.ts';

export interface ServerRequest {
  readonly path: string;
  /** Posted as JSON; without it the path is got. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends it: the connection closes at once, which is how a server learns that nobody waits. */
  readonly signal?: AbortSignal;
}

/** How long a server may say nothing before it counts as too slow. */
const defaultSilenceMs = 10_000;
const maxJsonBytes = 4 * 1024 ** 2;

export class ServerConnection {
  private readonly base: string;
  private readonly key: string | undefined;
  private readonly silenceMs: number;
  private readonly agent: http.Agent;
  /** Answers that were given up because nothing more came; the stream itself says only that it was aborted. */
  private readonly silent = new WeakSet<http.IncomingMessage>();
  /** How often a new connection was opened: behind one there may be another server than before. */
  opened = 0;

  constructor({ url, key }: ServerParams, silenceMs: number = defaultSilenceMs) {
    this.base = url;
    this.key = key;
    this.silenceMs = silenceMs;
    const options = { keepAlive: true, scheduling: 'lifo' as const };
    this.agent = url.startsWith('https:') ? new https.Agent(options) : new http.Agent(options);
  }

  /** @throws ServerError */
  async json(request: ServerRequest): Promise<unknown> {
    const response = await this.open(request);
    const text = await this.textOf(response);
    return parsed(text);
  }

  /** The events of an answer as they come. @throws ServerError, also when it ends before an event said so */
  async *events(request: ServerRequest): AsyncGenerator<EventData> {
    const response = await this.open(request);
    if (response.headers['content-type']?.startsWith('text/event-stream') !== true)
      throw notOne(response, await this.textOf(response));
    const events = readEvents(response);
    for (;;) {
      const event = await this.nextEvent(response, events);
      if (event === undefined) return;
      yield event;
    }
  }

  dispose(): void {
    this.agent.destroy();
  }

  private async open(request: ServerRequest): Promise<http.IncomingMessage> {
    const response = await this.send(request);
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) {
      if (/^(?:application\/json|text\/event-stream)/.test(response.headers['content-type'] ?? ''))
        return response;
      throw notOne(response, await this.textOf(response));
    }
    throw statusError(status, await this.textOf(response), response.headers['retry-after']);
  }

  private send(asked: ServerRequest, isSecondTry = false): Promise<http.IncomingMessage> {
    const { path, body, headers, signal } = asked;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const url = new URL(this.base + path);
    const { request: start } = url.protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
      const request = start(url, {
        method: text === undefined ? 'GET' : 'POST',
        agent: this.agent,
        timeout: this.silenceMs,
        headers: {
          accept: 'application/json, text/event-stream',
          ...(text === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          ...(this.key === undefined ? {} : { authorization: `Bearer ${this.key}` }),
          ...headers,
        },
      });
      request.on('socket', (socket) => {
        socket.setNoDelay(true);
        if (!request.reusedSocket) this.opened++;
      });
      let answered: http.IncomingMessage | undefined;
      request.on('timeout', () => {
        if (answered !== undefined) this.silent.add(answered);
        request.destroy(new SilenceError(this.silenceMs));
      });
      request.on('error', (cause: NodeJS.ErrnoException) => {
        // A server ends connections that rest, perhaps just when one is taken for a request: that says nothing of it.
        const isStale = request.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(cause.code ?? '');
        if (isStale && answered === undefined && !isSecondTry && signal?.aborted !== true)
          resolve(this.send(asked, true));
        else reject(this.troubleOf(cause));
      });
      request.on('response', (response) => {
        answered = response;
        // Closed while nobody reads it, it has nobody to tell.
        response.on('error', () => {});
        resolve(response);
      });
      // Node's own handling of signals would destroy a connection that is back in the pool.
      const onAbort = () => {
        if (answered?.complete === true) answered.resume();
        else request.destroy(new AbortedError());
      };
      if (signal?.aborted === true) onAbort();
      signal?.addEventListener('abort', onAbort, { once: true });
      request.on('close', () => signal?.removeEventListener('abort', onAbort));
      request.end(text);
    });
  }

  /** Signs of life between events, which servers send while they read a prompt, are no answer. */
  private async nextEvent(
    response: http.IncomingMessage,
    events: AsyncGenerator<EventData>,
  ): Promise<EventData | undefined> {
    const limit = setTimeout(() => {
      this.silent.add(response);
      response.destroy(new SilenceError(this.silenceMs));
    }, this.silenceMs);
    try {
      const { value, done } = await events.next();
      return done === true ? undefined : value;
    } catch (cause: unknown) {
      throw this.troubleOf(cause, response);
    } finally {
      clearTimeout(limit);
    }
  }

  private async textOf(response: http.IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > maxJsonBytes) throw new ServerError('serverNotOne', 'The server’s answer has no end.');
      }
    } catch (cause: unknown) {
      throw this.troubleOf(cause, response);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  private troubleOf(cause: unknown, response?: http.IncomingMessage): unknown {
    if (cause instanceof ServerError || (cause instanceof Error && cause.name === 'AbortError')) return cause;
    const { code = '', message } = cause as NodeJS.ErrnoException;
    if (response !== undefined && this.silent.has(response))
      return new ServerError('serverSlow', new SilenceError(this.silenceMs).message, { cause });
    if (cause instanceof SilenceError) return new ServerError('serverSlow', message, { cause });
    if (code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT')
      return new ServerError('serverSlow', message, { cause });
    // A server of another protocol answers, or a certificate is not to be trusted: nobody there that we know.
    if (code.startsWith('HPE_') || code.startsWith('ERR_TLS') || /CERT|SSL|SIGNED/.test(code))
      return new ServerError('serverNotOne', message, { cause });
    if (response !== undefined)
      return new ServerError('serverCutOff', 'The server’s answer broke off.', { cause });
    return new ServerError('serverGone', message === '' ? code : message, { cause });
  }
}

class AbortedError extends Error {
  constructor() {
    super('Nobody waits for the answer any more.');
    this.name = 'AbortError';
  }
}

class SilenceError extends Error {
  constructor(silenceMs: number) {
    super(`The server has said nothing for ${silenceMs / 1000} s.`);
    this.name = 'SilenceError';
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause: unknown) {
    throw new ServerError('serverCutOff', 'The server’s answer is no whole JSON.', { cause });
  }
}

function notOne(response: http.IncomingMessage, text: string): ServerError {
  const type = response.headers['content-type'] ?? 'no content type';
  return new ServerError('serverNotOne', `The server answered with ${type}: ${text.slice(0, 80)}`);
}

// A server of either product that says what a test has it say, over real HTTP on this machine: every byte is a token, and
// an answer is a text. Records what it was asked, and which requests were closed before they ended.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as later } from 'node:timers/promises';
import { closeServer, listenLocally } from '../localServer.ts';
import { scriptedControl } from './scriptedVocabulary.ts';

export interface AskedRequest {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly authorization: string | undefined;
  readonly session: string | undefined;
  /** Which connection it came on, counted from 1. */
  readonly connection: number;
  /** The connection was closed before the answer ended. */
  isClosedEarly: boolean;
}

export type BadDay =
  | 'slow'
  /** Signs of life, and nothing else. */
  | 'pings'
  | 'full'
  | 'loading'
  | 'wrongKey'
  | 'portal'
  /** What vllm-router says while the server behind it is killed. */
  | 'nobodyBehind'
  | 'redirect'
  | 'cutOff'
  | 'brokenJson'
  | 'serverError'
  | 'noOdds';

export class ScriptedServer {
  readonly asked: AskedRequest[] = [];
  product: 'llama.cpp' | 'vLLM' = 'llama.cpp';
  model = 'scripted-coder-instruct';
  /** What follows a prompt; by default a line about how it ends. */
  answer: (prompt: readonly number[]) => string = (prompt) => ` after ${prompt.length};\n`;
  badDay: BadDay | undefined;
  retryAfter: string | undefined;
  /** Connections are closed under the next request that takes one which was used before. */
  dropsNextReused = false;
  /** Awaited before each token, and before an answer that is not streamed. */
  stepMs = 0;
  /** Told at the end of an answer. */
  slot = 0;
  url = '';
  private server: Server | undefined;
  private readonly sockets: Socket[] = [];

  async start(port = 0): Promise<void> {
    this.server = createServer((request, response) => void this.serve(request, response));
    this.url = await listenLocally(this.server, port);
  }

  async stop(): Promise<void> {
    if (this.server !== undefined) await closeServer(this.server);
    this.server = undefined;
  }

  get connections(): number {
    return this.sockets.length;
  }

  /** Requests for tokens. */
  get completions(): readonly AskedRequest[] {
    return this.asked.filter(({ path }) => path.endsWith('/completion') || path.endsWith('/completions'));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const asked: AskedRequest = {
      path: request.url ?? '',
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      authorization: request.headers.authorization,
      session: request.headers['x-session-id']?.toString(),
      connection: this.numberOf(request.socket),
      isClosedEarly: false,
    };
    this.asked.push(asked);
    response.on('close', () => (asked.isClosedEarly = !response.writableFinished));
    if (
      this.dropsNextReused &&
      this.asked.some((other) => other !== asked && other.connection === asked.connection)
    ) {
      this.dropsNextReused = false;
      this.asked.pop();
      request.socket.destroy();
      return;
    }
    if (this.misbehave(response)) return;
    const isCompletion = this.completions.includes(asked);
    const isOther = this.product === 'vLLM' && isCompletion && asked.body['model'] !== this.model;
    if (isOther) json(response, { error: { message: 'The model does not exist.', code: 404 } }, 404);
    else if (isCompletion) await this.complete(asked, response);
    else this.describe(asked, response);
  }

  private numberOf(socket: Socket): number {
    if (!this.sockets.includes(socket)) this.sockets.push(socket);
    return this.sockets.indexOf(socket) + 1;
  }

  private misbehave(response: ServerResponse): boolean {
    switch (this.badDay) {
      case 'slow':
        return true;
      case 'pings': {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const pinging = setInterval(() => response.write(': ping\n\n'), 50);
        response.on('close', () => clearInterval(pinging));
        return true;
      }
      case 'full':
        json(
          response,
          { error: { message: 'too many requests' } },
          429,
          this.retryAfter === undefined ? {} : { 'retry-after': this.retryAfter },
        );
        return true;
      case 'loading':
        json(response, { error: { message: 'Loading model', code: 503 } }, 503);
        return true;
      case 'wrongKey':
        json(response, { error: { message: 'Invalid API Key' } }, 401);
        return true;
      case 'portal':
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<html><title>Welcome to the hotel</title></html>');
        return true;
      case 'nobodyBehind':
        response
          .writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
          .end('Request failed: error sending request for url (http://127.0.0.1:1/v1/completions)');
        return true;
      case 'redirect':
        response.writeHead(302, { location: 'http://login.invalid/' }).end();
        return true;
      case 'serverError':
        json(response, { error: { message: 'out of cheese' } }, 400);
        return true;
      case 'cutOff':
      case 'brokenJson':
      case 'noOdds':
      case undefined:
        return false;
    }
  }

  private describe({ path, body }: AskedRequest, response: ServerResponse): void {
    const isLlama = this.product === 'llama.cpp';
    const model = isLlama
      ? { id: this.model, meta: { n_vocab: 263, n_ctx_train: 4096, n_params: 7, ftype: 'Q4_0' } }
      : { id: this.model, max_model_len: 2048 };
    if (path === '/props' && isLlama)
      json(response, {
        default_generation_settings: { n_ctx: 2048 },
        build_info: 'b1',
        chat_template: '<|im_start|>',
      });
    else if (path === '/health') response.writeHead(200).end();
    else if (path === '/version' && !isLlama) json(response, { version: '0.32.0' });
    else if (path === '/v1/models') json(response, { data: [model] });
    else if (path === '/tokenize') {
      const given = String(body['content'] ?? body['prompt']);
      // The tokenizer that is published with Qwen’s models composes characters first; llama.cpp’s has no such step.
      const text = isLlama ? given : given.normalize('NFC');
      const control = scriptedControl(text);
      json(response, { tokens: control === undefined ? [...Buffer.from(text)] : [control] });
    } else json(response, { error: { message: 'File Not Found' } }, 404);
  }

  private async complete({ body }: AskedRequest, response: ServerResponse): Promise<void> {
    const prompt = body['prompt'] as number[];
    const limit = Number(body['n_predict'] ?? body['max_tokens']);
    const tokens = this.chosen(prompt, body).slice(0, limit);
    if (body['stream'] !== true) {
      if (this.stepMs > 0) await later(this.stepMs, undefined, { ref: false });
      json(response, { content: '', tokens, choices: [{}], stop: true, id_slot: this.slot });
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const [index, token] of tokens.entries()) {
      if (this.stepMs > 0) await later(this.stepMs, undefined, { ref: false });
      if (response.destroyed) return;
      if (this.badDay === 'cutOff' && index === 2) {
        response.destroy();
        return;
      }
      if (this.badDay === 'brokenJson' && index === 2) {
        response.end('data: {"index":0,"conte\n\n');
        return;
      }
      response.write(this.event(token, index, index === tokens.length - 1));
    }
    response.end(
      this.product === 'llama.cpp'
        ? `data: ${JSON.stringify({ stop: true, tokens_predicted: tokens.length, id_slot: this.slot })}\n\n`
        : 'data: [DONE]\n\n',
    );
  }

  /** As asked: what is forced comes first. */
  private chosen(prompt: readonly number[], body: Readonly<Record<string, unknown>>): readonly number[] {
    const tokens = [...Buffer.from(this.answer(prompt))];
    const forced = /^root ::= "(.*)" \.\*$/.exec(
      typeof body['grammar'] === 'string' ? body['grammar'] : '',
    )?.[1];
    if (forced !== undefined) return [...Buffer.from(unescaped(forced)), ...tokens];
    const allowed = (body['allowed_token_ids'] ?? body['logit_bias']) as (number | number[])[] | undefined;
    const [first] = allowed ?? [];
    const token = Array.isArray(first) ? first[0] : first;
    return token === undefined || tokens[0] === token ? tokens : [token, ...tokens];
  }

  private event(token: number, index: number, isLast: boolean): string {
    const odds = this.badDay === 'noOdds' ? {} : { logprob: -0.1 };
    const event =
      this.product === 'llama.cpp'
        ? {
            stop: false,
            tokens: [token],
            tokens_predicted: index + 1,
            completion_probabilities: [
              {
                id: token,
                ...odds,
                top_logprobs: [
                  { id: token, ...odds },
                  { id: 120, ...odds, logprob: -3 },
                ],
              },
            ],
          }
        : {
            choices: [
              {
                text: '',
                finish_reason: isLast ? 'length' : null,
                logprobs: {
                  tokens: [`token_id:${token}`],
                  token_logprobs: [-0.1],
                  top_logprobs: [{ [`token_id:${token}`]: -0.1, 'token_id:120': -3 }],
                },
              },
            ],
          };
    return `data: ${JSON.stringify(event)}\n\n`;
  }
}

function unescaped(text: string): string {
  return text
    .replace(/\\x([\da-f]{2})/g, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)))
    .replace(/\\U([\da-f]{8})/g, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)));
}

function json(
  response: ServerResponse,
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

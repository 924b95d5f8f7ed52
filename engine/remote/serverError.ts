// What goes wrong with a server, by name. Must not know who asks.
import { BackendUnavailableError } from '../llama/backend.ts';
import type { ServerTrouble } from '../protocol/serverProtocol.ts';
import { textField } from './fields.ts';

export class ServerError extends BackendUnavailableError {
  declare readonly reason: ServerTrouble;
  /** How long the server asks to be left alone; undefined where it does not say. */
  readonly retryAfterMs: number | undefined;

  constructor(
    reason: ServerTrouble,
    message: string,
    options: ErrorOptions & { readonly retryAfterMs?: number | undefined } = {},
  ) {
    super(reason, message, options);
    this.name = 'ServerError';
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The trouble behind a status that is no success; what the server said goes to the log. */
export function statusError(status: number, said: string, retryAfter: string | undefined): ServerError {
  const message = `The server answered ${status}: ${wordsOf(said).slice(0, mostWords)}`;
  if (status === 401 || status === 403 || status === 407) return new ServerError('serverKey', message);
  if (status === 429 || status === 503)
    return new ServerError('serverFull', message, { retryAfterMs: retryAfterMs(retryAfter) });
  // A gateway whose server behind it is away; vllm-router says so by 500, in words, where servers answer in JSON.
  const isGateway = status === 502 || status === 504 || (status === 500 && !said.trimStart().startsWith('{'));
  if (isGateway) return new ServerError('serverGone', message);
  if (status >= 300 && status < 400) return new ServerError('serverNotOne', message);
  return new ServerError('serverUnfit', message);
}

const mostWords = 200;

/** Without the JSON that they come in: people read them. */
function wordsOf(said: string): string {
  try {
    const answer: unknown = JSON.parse(said);
    return (
      textField(answer, 'error', 'message') ??
      textField(answer, 'error') ??
      textField(answer, 'detail') ??
      said
    );
  } catch {
    return said;
  }
}

const msPerSecond = 1000;

/** Of the header: seconds, or a date. */
function retryAfterMs(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * msPerSecond);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

// What goes wrong with a server, by name. Must not know who asks.
import { BackendUnavailableError } from '../llama/backend.ts';
import type { ServerTrouble } from '../protocol/serverProtocol.ts';

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
  const message = `The server answered ${status}: ${said.slice(0, 200)}`;
  if (status === 401 || status === 403 || status === 407) return new ServerError('serverKey', message);
  if (status === 429 || status === 503)
    return new ServerError('serverFull', message, { retryAfterMs: retryAfterMs(retryAfter) });
  // A gateway whose server behind it is away.
  if (status === 502 || status === 504) return new ServerError('serverGone', message);
  if (status >= 300 && status < 400) return new ServerError('serverNotOne', message);
  return new ServerError('serverUnfit', message);
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

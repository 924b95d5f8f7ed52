// Server-sent events: lines of a stream as parsed data. Must not know what they mean.
import { ServerError } from './serverError.ts';

export type EventData = Readonly<Record<string, unknown>>;

const maxEventBytes = 1024 ** 2;

/**
 * Until the stream ends or says `[DONE]`.
 * @throws ServerError for data that is no JSON, and for an error that the server sends instead of an event
 */
export async function* readEvents(stream: AsyncIterable<Buffer>): AsyncGenerator<EventData> {
  const utf8 = new TextDecoder();
  let pending = '';
  for await (const chunk of stream) {
    pending += utf8.decode(chunk, { stream: true });
    const lines = pending.split(/\r?\n/);
    pending = lines.pop() ?? '';
    if (pending.length > maxEventBytes) throw new ServerError('serverNotOne', 'An event has no end.');
    for (const line of lines) {
      const data = dataOf(line);
      if (data === '[DONE]') return;
      if (data !== undefined) yield eventOf(data);
    }
  }
  const last = dataOf(pending);
  if (last !== undefined && last !== '[DONE]') yield eventOf(last);
}

function dataOf(line: string): string | undefined {
  const data = /^(?:data|error): ?(.*)$/.exec(line)?.[1];
  return data === '' ? undefined : data;
}

function eventOf(data: string): EventData {
  let event: unknown;
  try {
    event = JSON.parse(data);
  } catch (cause: unknown) {
    throw new ServerError('serverCutOff', 'An event of the server is no whole JSON.', { cause });
  }
  if (typeof event !== 'object' || event === null)
    throw new ServerError('serverNotOne', 'An event is no object.');
  const { error } = event as { readonly error?: unknown };
  if (error !== undefined)
    throw new ServerError('serverUnfit', `The server failed: ${JSON.stringify(error).slice(0, 200)}`);
  return event as EventData;
}

// One try at a file: asks for what is missing, appends what comes, and says how it ended.
// Must not decide whether there is another try.
import type { FileHandle } from 'node:fs/promises';
import type { DownloadEvents, DownloadParts, DownloadRequest } from './download.ts';
import type { PartFile } from './partFile.ts';

export type Received =
  /** All bytes are on the disk; whether they are the right ones is not looked at. */
  | { readonly kind: 'whole' }
  | { readonly kind: 'cut'; readonly reason: string }
  /** The server does not have what is missing: the part is of another file. */
  | { readonly kind: 'rangeRefused' }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'diskRefused'; readonly reason: string }
  | { readonly kind: 'wrongLength'; readonly bytes: number };

/** A connection that brings nothing for so long is given up. */
export const stallMs = 30_000;

export async function receive(
  request: DownloadRequest,
  part: PartFile,
  parts: DownloadParts,
  events: DownloadEvents,
): Promise<Received> {
  const there = await part.size();
  if (there === request.bytes) return { kind: 'whole' };
  const patience = new Patience(parts.setTimer, events.signal);
  try {
    const headers = requestHeaders(there, await part.entityTag());
    const response = await parts.fetch(request.url, { headers, signal: patience.signal, redirect: 'follow' });
    const start = startOf(response, there, request.bytes);
    if (typeof start !== 'number') {
      await response.body?.cancel();
      return start;
    }
    return await append(response, start, { request, part, parts, events, patience });
  } catch (error: unknown) {
    // What the disk refuses is no fault of the network.
    if (isDiskError(error)) return { kind: 'diskRefused', reason: reasonOf(error) };
    return {
      kind: 'cut',
      reason: patience.isStalled ? `no answer for ${stallMs / 1000} s` : reasonOf(error),
    };
  } finally {
    patience.end();
  }
}

function requestHeaders(there: number, entityTag: string | undefined): Record<string, string> {
  // Lengths are of the file itself only when nothing compresses it on the way.
  const headers: Record<string, string> = { 'Accept-Encoding': 'identity' };
  // Without a strong tag a changed file would be joined to the old one's beginning.
  if (there === 0 || entityTag === undefined || entityTag.startsWith('W/')) return headers;
  return { ...headers, Range: `bytes=${there}-`, 'If-Range': entityTag };
}

/** Where in the file the body begins; otherwise how the try ends. */
function startOf(response: Response, there: number, bytes: number): number | Received {
  if (response.status === 416) return { kind: 'rangeRefused' };
  if (response.status === 206) {
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('Content-Range') ?? '');
    if (Number(range?.[1]) !== there) return { kind: 'rangeRefused' };
    const total = Number(range?.[2]);
    return Number.isNaN(total) || total === bytes ? there : { kind: 'wrongLength', bytes: total };
  }
  if (response.status !== 200) return { kind: 'refused', status: response.status };
  const length = response.headers.get('Content-Length');
  return length === null || Number(length) === bytes ? 0 : { kind: 'wrongLength', bytes: Number(length) };
}

interface Receiving {
  readonly request: DownloadRequest;
  readonly part: PartFile;
  readonly parts: DownloadParts;
  readonly events: DownloadEvents;
  readonly patience: Patience;
}

async function append(response: Response, start: number, receiving: Receiving): Promise<Received> {
  const { request, part, parts, events, patience } = receiving;
  const mode = start > 0 ? 'continue' : 'startOver';
  const file: FileHandle = await part.open(mode, response.headers.get('ETag') ?? undefined);
  try {
    const startedMs = parts.now();
    let received = start;
    for await (const chunk of response.body ?? []) {
      patience.renew();
      if (received + chunk.length > request.bytes)
        return { kind: 'wrongLength', bytes: received + chunk.length };
      await file.appendFile(chunk);
      received += chunk.length;
      const seconds = Math.max((parts.now() - startedMs) / 1000, 0.001);
      events.onProgress(received, (received - start) / seconds);
    }
    if (received < request.bytes) return { kind: 'cut', reason: `it ended after ${received} bytes` };
    await file.sync();
    return { kind: 'whole' };
  } finally {
    await file.close();
  }
}

/** Gives up when nothing comes for a while, or when it is asked to. */
class Patience {
  isStalled = false;
  readonly signal: AbortSignal;
  private readonly setTimer: DownloadParts['setTimer'];
  private readonly stalled = new AbortController();
  private timer: { dispose(): void };

  constructor(setTimer: DownloadParts['setTimer'], asked: AbortSignal) {
    this.setTimer = setTimer;
    this.signal = AbortSignal.any([asked, this.stalled.signal]);
    this.timer = this.start();
  }

  renew(): void {
    this.timer.dispose();
    this.timer = this.start();
  }

  end(): void {
    this.timer.dispose();
  }

  private start(): { dispose(): void } {
    return this.setTimer(() => {
      this.isStalled = true;
      this.stalled.abort();
    }, stallMs);
  }
}

export function isDiskError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['ENOSPC', 'EDQUOT', 'EIO', 'EACCES', 'EROFS', 'EPERM', 'EBUSY', 'ENOENT'].includes(code);
}

/** `fetch` says only that it failed; the reason is in the cause. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

// Downloads one pinned file: resumes where it was cut, checks while it streams, places it only when it is right.
// Takes the network, the clock and the disk's free space; must not know models or VS Code.

import path from 'node:path';
import type { SetTimer } from '../../base/time.ts';
import type { DownloadEvents, DownloadParts, DownloadRequest } from './download.ts';
import { PartFile } from './partFile.ts';
import { type Received, receive } from './receive.ts';

export type DownloadResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'paused'; readonly receivedBytes: number }
  | { readonly kind: 'noSpace'; readonly neededBytes: number; readonly freeBytes: number }
  /** It became full on the way, or may not be written; what has come stays. */
  | { readonly kind: 'diskRefused'; readonly reason: string }
  /** The server said no. */
  | { readonly kind: 'refused'; readonly status: number }
  /** It cannot be reached or broke off again and again; what has come stays. */
  | { readonly kind: 'unreachable'; readonly reason: string; readonly receivedBytes: number }
  /** What came is not the pinned file; nothing of it is kept. */
  | { readonly kind: 'wrongContent'; readonly reason: string };

/** Breaks in a row that bring nothing new. */
const mostFruitlessTries = 3;
const retryDelayMs = 1000;

export async function downloadFile(
  request: DownloadRequest,
  parts: DownloadParts,
  events: DownloadEvents,
): Promise<DownloadResult> {
  const part = new PartFile(request.target);
  const there = await part.size();
  if (there > request.bytes) await part.discard();
  const neededBytes = request.bytes - Math.min(there, request.bytes);
  const freeBytes = await parts.freeBytes(path.dirname(request.target));
  if (freeBytes < neededBytes) return { kind: 'noSpace', neededBytes, freeBytes };
  for (let fruitless = 0; ; ) {
    const before = await part.size();
    const received = await receive(request, part, parts, events);
    const settled = await settle(received, request, part);
    if (settled !== undefined) return settled;
    const receivedBytes = await part.size();
    if (events.signal.aborted) return { kind: 'paused', receivedBytes };
    fruitless = receivedBytes > before ? 0 : fruitless + 1;
    if (received.kind === 'cut' && fruitless >= mostFruitlessTries)
      return { kind: 'unreachable', reason: received.reason, receivedBytes };
    await pause(retryDelayMs * fruitless, parts.setTimer, events.signal);
  }
}

/** What a try came to; undefined when there is reason for another one. */
async function settle(
  received: Received,
  request: DownloadRequest,
  part: PartFile,
): Promise<DownloadResult | undefined> {
  switch (received.kind) {
    case 'whole':
      if (request.sha256.includes(received.sha256)) {
        await part.finish();
        return { kind: 'done' };
      }
      await part.discard();
      return { kind: 'wrongContent', reason: `its SHA-256 is ${received.sha256}` };
    case 'wrongLength':
      await part.discard();
      return { kind: 'wrongContent', reason: `it has ${received.bytes} bytes instead of ${request.bytes}` };
    case 'refused':
    case 'diskRefused':
      return received;
    case 'rangeRefused':
      await part.discard();
      return undefined;
    case 'cut':
      return undefined;
  }
}

async function pause(delayMs: number, setTimer: SetTimer, signal: AbortSignal): Promise<void> {
  if (delayMs === 0 || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      timer.dispose();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimer(end, delayMs);
    signal.addEventListener('abort', end);
  });
}

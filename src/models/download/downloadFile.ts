// Downloads one pinned file: resumes where it was cut, and places it only when what is on the disk is right. One window
// or process at a time; the others wait, and go on where it stops.
// Takes the network, the clock and the disk's free space; must not know models or VS Code.

import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { withFileLock } from '../../base/fileLock.mjs';
import type { SetTimer } from '../../base/time.ts';
import type { DownloadEvents, DownloadParts, DownloadRequest } from './download.ts';
import { PartFile } from './partFile.ts';
import { isDiskError, type Received, reasonOf, receive } from './receive.ts';
import { sha256Of } from './sha256Of.ts';

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

/** Tries in a row that bring nothing new. */
const mostFruitlessTries = 3;
const retryDelayMs = 1000;

const lockOf = (target: string) => `${target}.lock`;

export async function downloadFile(
  request: DownloadRequest,
  parts: DownloadParts,
  events: DownloadEvents,
): Promise<DownloadResult> {
  const part = new PartFile(request.target);
  await mkdir(path.dirname(request.target), { recursive: true });
  for (;;) {
    const result = await withFileLock(lockOf(request.target), () =>
      downloadAlone(request, part, parts, events),
    );
    if (result !== undefined) return result;
    const receivedBytes = await part.size();
    if (events.signal.aborted) return { kind: 'paused', receivedBytes };
    events.onElsewhere(receivedBytes);
    await pause(retryDelayMs, parts.setTimer, events.signal);
  }
}

/** Removes what a paused download has brought. False while another window goes on with it. */
export async function discardPart(target: string): Promise<boolean> {
  const part = new PartFile(target);
  return (await withFileLock(lockOf(target), () => part.discard().then(() => true))) ?? false;
}

async function downloadAlone(
  request: DownloadRequest,
  part: PartFile,
  parts: DownloadParts,
  events: DownloadEvents,
): Promise<DownloadResult> {
  // Whoever had the lock before may just have finished.
  if (await isThere(request)) return { kind: 'done' };
  const there = await part.size();
  if (there > request.bytes) await part.discard();
  const neededBytes = request.bytes - Math.min(there, request.bytes);
  const freeBytes = await parts.freeBytes(path.dirname(request.target));
  if (freeBytes < neededBytes) return { kind: 'noSpace', neededBytes, freeBytes };
  let mostBytes = await part.size();
  for (let fruitless = 0; ; ) {
    const received = await receive(request, part, parts, events);
    const settled = await settle(received, request, part);
    if (settled !== undefined) return settled;
    const receivedBytes = await part.size();
    if (events.signal.aborted) return { kind: 'paused', receivedBytes };
    // Against the most there ever was: what is thrown away and comes again is nothing new.
    fruitless = receivedBytes > mostBytes ? 0 : fruitless + 1;
    mostBytes = Math.max(mostBytes, receivedBytes);
    if (fruitless >= mostFruitlessTries) return gaveUp(received, receivedBytes);
    await pause(retryDelayMs * fruitless, parts.setTimer, events.signal);
  }
}

function gaveUp(received: Received, receivedBytes: number): DownloadResult {
  if (received.kind !== 'cut') return { kind: 'refused', status: rangeNotSatisfiable };
  return { kind: 'unreachable', reason: received.reason, receivedBytes };
}

const rangeNotSatisfiable = 416;

async function isThere({ target, bytes, sha256 }: DownloadRequest): Promise<boolean> {
  const found = await stat(target).catch(() => undefined);
  if (found?.size !== bytes) return false;
  return sha256.includes(await sha256Of(target));
}

/** What a try came to; undefined when there is reason for another one. */
async function settle(
  received: Received,
  request: DownloadRequest,
  part: PartFile,
): Promise<DownloadResult | undefined> {
  switch (received.kind) {
    case 'whole':
      return await place(request, part);
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

async function place(request: DownloadRequest, part: PartFile): Promise<DownloadResult> {
  try {
    const sha256 = await sha256Of(part.path);
    if (!request.sha256.includes(sha256)) {
      await part.discard();
      return { kind: 'wrongContent', reason: `its SHA-256 is ${sha256}` };
    }
    await part.finish();
    return { kind: 'done' };
  } catch (error: unknown) {
    // Some systems do not let a file be replaced that a process has open.
    if (isDiskError(error)) return { kind: 'diskRefused', reason: reasonOf(error) };
    throw error;
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

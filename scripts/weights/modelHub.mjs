// Downloads one file from Hugging Face, or from whatever speaks its form of addresses.
// Node built-ins only; must not know what is in the file.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SourceUnavailableError } from './ensureWeights.mjs';

/** Long enough for a slow line to answer, short enough not to hold up a machine without internet. */
const connectTimeoutMs = 10_000;
/** A download that brings nothing for so long is given up. */
const stallTimeoutMs = 60_000;

/** @param {{ repository: string, revision: string, file: string }} model */
export function hubUrl({ repository, revision, file }, hub = 'https://huggingface.co') {
  return `${hub}/${repository}/resolve/${revision}/${file}`;
}

/**
 * @param {string} url
 * @param {string} target
 * @param {(bytes: number) => void} onBytes called with all the bytes so far
 * @throws {SourceUnavailableError} when it cannot be reached, refuses, or breaks off
 */
export async function download(url, target, onBytes) {
  const patience = new Patience(connectTimeoutMs);
  try {
    const response = await fetch(url, { signal: patience.signal });
    if (!response.ok || response.body === null) throw new Error(`${url} answered ${response.status}`);
    const body = Readable.fromWeb(response.body);
    await pipeline(body, counting(onBytes, patience), createWriteStream(target));
  } catch (error) {
    if (isDiskError(error)) throw error;
    throw new SourceUnavailableError(reasonOf(error), { cause: error });
  } finally {
    patience.end();
  }
}

/** A time limit that starts anew with every sign of life. */
class Patience {
  /** @param {number} limitMs */
  constructor(limitMs) {
    this.controller = new AbortController();
    this.signal = this.controller.signal;
    this.timer = this.start(limitMs);
  }

  /** @param {number} limitMs */
  start(limitMs) {
    const abort = () => this.controller.abort(new Error(`no answer for ${limitMs / 1000} s`));
    return setTimeout(abort, limitMs);
  }

  renew() {
    clearTimeout(this.timer);
    this.timer = this.start(stallTimeoutMs);
  }

  end() {
    clearTimeout(this.timer);
  }
}

/** @param {(bytes: number) => void} onBytes @param {Patience} patience */
function counting(onBytes, patience) {
  /** @param {AsyncIterable<Buffer>} chunks */
  return async function* (chunks) {
    let bytes = 0;
    for await (const chunk of chunks) {
      patience.renew();
      bytes += chunk.length;
      onBytes(bytes);
      yield chunk;
    }
  };
}

/** What the file system refuses is no fault of the source. @param {unknown} error */
function isDiskError(error) {
  return /** @type {NodeJS.ErrnoException} */ (error).syscall === 'open' || isFullDisk(error);
}

/** @param {unknown} error */
function isFullDisk(error) {
  return ['ENOSPC', 'EDQUOT', 'EIO'].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '');
}

/** `fetch` says only "fetch failed"; the reason is in the cause. @param {unknown} error */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

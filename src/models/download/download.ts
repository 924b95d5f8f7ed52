// What a download is given: which file, the world that it runs in, and who hears of it.
// Must not know how it is received.
import type { SetTimer } from '../../base/time.ts';

export interface DownloadRequest {
  readonly url: string;
  readonly target: string;
  readonly bytes: number;
  /** Any of them will do. */
  readonly sha256: readonly string[];
}

export interface DownloadParts {
  /** In the extension host VS Code's own, which goes through its proxy settings. */
  readonly fetch: typeof fetch;
  readonly freeBytes: (folder: string) => Promise<number>;
  readonly now: () => number;
  readonly setTimer: SetTimer;
}

export interface DownloadEvents {
  /** Aborted, the download pauses: what has come stays for the next time. */
  readonly signal: AbortSignal;
  readonly onProgress: (receivedBytes: number, bytesPerSecond: number) => void;
  /** Another window or process downloads the same file; called again while it does. */
  readonly onElsewhere: (receivedBytes: number) => void;
}

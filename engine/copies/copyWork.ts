// What the makers of copies share: who hears of the work, and writing at a place of a file.
// Must not know what is copied.
import type { FileHandle } from 'node:fs/promises';

export interface WorkEvents {
  /** Looked at between chunks and between tokens. */
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

export async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}

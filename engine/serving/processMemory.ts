// What this process holds in memory, and what of it the system can take back at any time. Reads the system.
// Must not know who asks.
import { readFile } from 'node:fs/promises';
import type { MemoryResult } from '../protocol/modelProtocol.ts';

export async function processMemory(): Promise<MemoryResult> {
  const residentBytes = process.memoryUsage.rss();
  if (process.platform !== 'linux') return { residentBytes, mappedFileBytes: undefined };
  return { residentBytes, mappedFileBytes: mappedBytesIn(await readFile('/proc/self/status', 'utf8')) };
}

/** Of the text of Linux's `/proc/<id>/status`. */
export function mappedBytesIn(status: string): number | undefined {
  const kibibytes = /^RssFile:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

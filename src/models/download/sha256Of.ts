// The SHA-256 of a file as it is on the disk now, whoever wrote it. Must not know what it should be.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** In hexadecimal digits. Rejects when the file cannot be read, and with an abort error when the signal is raised. */
export async function sha256Of(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { signal })) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

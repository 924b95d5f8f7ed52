// A file that is not whole yet, with what is known of its origin beside it. Knows the disk, not the network.
import { type FileHandle, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

export class PartFile {
  readonly path: string;
  private readonly target: string;
  private readonly record: string;

  constructor(target: string) {
    this.target = target;
    this.path = `${target}.part`;
    this.record = `${target}.part.json`;
  }

  /** Bytes that are there. */
  async size(): Promise<number> {
    return (await stat(this.path).catch(ignoreMissing))?.size ?? 0;
  }

  /** The version of the file at its source that the part belongs to; undefined when it is not known. */
  async entityTag(): Promise<string | undefined> {
    const text = await readFile(this.record, 'utf8').catch(ignoreMissing);
    return text === undefined || text === '' ? undefined : text;
  }

  async open(mode: 'continue' | 'startOver', entityTag: string | undefined): Promise<FileHandle> {
    await mkdir(path.dirname(this.path), { recursive: true });
    await writeFile(this.record, entityTag ?? '');
    return await open(this.path, mode === 'continue' ? 'a' : 'w');
  }

  /** The part is the whole file now. */
  async finish(): Promise<void> {
    await rename(this.path, this.target);
    await rm(this.record, { force: true });
  }

  async discard(): Promise<void> {
    await rm(this.path, { force: true });
    await rm(this.record, { force: true });
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

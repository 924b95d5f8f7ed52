// Keeps the originals of pending hunks in files of the extension's own until they are decided.
// Knows files through an interface; must not know editors.
import { createHash } from 'node:crypto';
import { describeError, type Logger } from '../../base/log.ts';
import { SerialQueue } from '../../base/serialQueue.ts';
import { type KeptDocument, parseKept } from './restoreHunks.ts';

/** A private folder. Names have no folders in them. */
export interface PrivateFiles {
  names(): Promise<readonly string[]>;
  read(name: string): Promise<string>;
  write(name: string, text: string): Promise<void>;
  /** Over what is there, which some file systems remove first: between the two there is only the former name. */
  rename(name: string, newName: string): Promise<void>;
  remove(name: string): Promise<void>;
}

export class PendingStore {
  private readonly files: PrivateFiles;
  private readonly log: Logger;
  /** The last state of a document is the one that stays, and nobody reads half of one. */
  private readonly turns = new SerialQueue();

  constructor(files: PrivateFiles, log: Logger) {
    this.files = files;
    this.log = log;
  }

  /** @throws when the originals cannot be kept: then they must not leave the document */
  async keep(kept: KeptDocument): Promise<void> {
    await this.turns.take(async () => {
      const isEmpty = kept.hunks.length + (kept.before?.hunks.length ?? 0) === 0;
      await (isEmpty ? this.remove(fileName(kept.uri)) : this.write(kept));
    });
  }

  /** Resolves when all that was to be kept by now is. */
  async idle(): Promise<void> {
    await this.turns.take(() => {});
  }

  /** What was pending in a document. A file that cannot be read is left alone. */
  async kept(uri: string): Promise<KeptDocument | undefined> {
    return await this.turns.take(async () => {
      const name = fileName(uri);
      if (!(await this.names()).has(name)) return undefined;
      const kept = await this.readKept(name);
      return kept?.uri === uri ? kept : undefined;
    });
  }

  /** What was pending in a file that moved, or in those of a folder. Gives the addresses that have it now. */
  async move(oldUri: string, newUri: string): Promise<readonly string[]> {
    return await this.turns.take(async () => {
      const moved: string[] = [];
      for (const name of await this.names()) {
        const kept = await this.readKept(name);
        if (kept === undefined || (kept.uri !== oldUri && !kept.uri.startsWith(`${oldUri}/`))) continue;
        const uri = newUri + kept.uri.slice(oldUri.length);
        await this.write({ ...kept, uri });
        await this.remove(name);
        moved.push(uri);
      }
      return moved;
    });
  }

  /** Undefined where it cannot be read, which is reported, or is of another version. */
  private async readKept(name: string): Promise<KeptDocument | undefined> {
    try {
      return parseKept(await this.read(name));
    } catch (error: unknown) {
      this.log.warn(`What was pending cannot be read: ${name}. ${describeError(error)}`);
      return undefined;
    }
  }

  /** A file that there is only a draft of is known by its own name. */
  private async names(): Promise<ReadonlySet<string>> {
    return new Set((await this.files.names()).map(finalName));
  }

  /** A crash at any point leaves the former file, or the new one under its draft's name. */
  private async write(kept: KeptDocument): Promise<void> {
    const name = fileName(kept.uri);
    for (let attempt = 1; ; attempt++) {
      await this.files.write(draftOf(name), JSON.stringify(kept));
      try {
        return await this.files.rename(draftOf(name), name);
      } catch (error: unknown) {
        // Windows without a folder keep in the same one: another may have taken the draft along.
        if (attempt === maxAttempts) throw error;
      }
    }
  }

  private async read(name: string): Promise<string> {
    return await this.files.read((await this.files.names()).includes(name) ? name : draftOf(name));
  }

  private async remove(name: string): Promise<void> {
    const names = await this.files.names();
    for (const each of [name, draftOf(name)].filter((wanted) => names.includes(wanted)))
      await this.files.remove(each);
  }
}

const maxAttempts = 3;
const draftEnd = '.new';

function draftOf(name: string): string {
  return name + draftEnd;
}

function finalName(name: string): string {
  return name.endsWith(draftEnd) ? name.slice(0, -draftEnd.length) : name;
}

function fileName(uri: string): string {
  return `${createHash('sha1').update(uri).digest('hex')}.json`;
}

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
  /** Files that are there; undefined until the folder was read. */
  private known: Promise<Set<string>> | undefined;
  /** The last state of a document is the one that stays. */
  private readonly turns = new SerialQueue();

  constructor(files: PrivateFiles, log: Logger) {
    this.files = files;
    this.log = log;
  }

  /** @throws when the originals cannot be kept: then they must not leave the document */
  async keep(kept: KeptDocument): Promise<void> {
    const name = fileName(kept.uri);
    const known = await this.knownNames();
    await this.turns.take(async () => {
      if (kept.hunks.length > 0) {
        await this.write(name, JSON.stringify(kept));
        known.add(name);
      } else if (known.delete(name)) {
        await this.remove(name);
      }
    });
  }

  /** What was pending in a document. A file that cannot be read is reported and left alone. */
  async kept(uri: string): Promise<KeptDocument | undefined> {
    const name = fileName(uri);
    if (!(await this.knownNames()).has(name)) return undefined;
    try {
      const kept = parseKept(await this.read(name));
      return kept?.uri === uri ? kept : undefined;
    } catch (error: unknown) {
      this.log.warn(`What was pending in ${uri} cannot be read. ${describeError(error)}`);
      return undefined;
    }
  }

  /** A file that there is only the draft of is known by its own name. */
  private async knownNames(): Promise<Set<string>> {
    this.known ??= this.files.names().then((names) => new Set(names.map(finalName)));
    return await this.known;
  }

  /** A crash at any point leaves the former file, or the new one under its draft's name. */
  private async write(name: string, text: string): Promise<void> {
    await this.files.write(draftOf(name), text);
    await this.files.rename(draftOf(name), name);
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

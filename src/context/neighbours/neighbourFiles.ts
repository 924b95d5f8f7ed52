// Reads the files beside a document that the model may read, and keeps them for a while.
// Knows no VS Code: listing and reading are given. Must not choose what of their text is used.
import type { SetTimer } from '../../base/time.ts';
import type { DocumentPrivacy } from '../../privacy/filePrivacy.ts';
import type { DocumentSnapshot } from '../window/contextWindow.ts';
import { neighbourFolders, neighbourPaths } from './neighbours.ts';

export interface NeighbourFile {
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
}

/** Files of the file system that a document lies in. */
export interface FolderFiles {
  /** Path of a document, with `/` between names; undefined where there is no folder to look into. */
  pathOf(uri: string): string | undefined;
  /** Paths of the files in a folder; empty when it cannot be listed. */
  list(documentUri: string, folder: string): Promise<readonly string[]>;
  uriOf(documentUri: string, path: string): string;
  /** As people write it: from the workspace folder on. */
  shownPath(uri: string): string;
  /** Undefined when it is gone or no text. */
  read(uri: string): Promise<string | undefined>;
}

/** All of them together; indexing more would take the engine longer than a pause in typing. */
const maxCharacters = 150_000;
const maxFileCharacters = 60_000;
/** Files that are not open change seldom. */
const keptMs = 60_000;
const maxDocuments = 16;

export class NeighbourFiles {
  private readonly files: FolderFiles;
  private readonly privacy: DocumentPrivacy;
  private readonly setTimer: SetTimer;
  private readonly known = new Map<string, readonly NeighbourFile[]>();
  /** Another one each time that the rules change. */
  private rules = {};

  constructor(files: FolderFiles, privacy: DocumentPrivacy, setTimer: SetTimer) {
    this.files = files;
    this.privacy = privacy;
    this.setTimer = setTimer;
  }

  /** Never rejects for files that are gone; what may not be read is left out. */
  async around(document: DocumentSnapshot): Promise<readonly NeighbourFile[]> {
    const known = this.known.get(document.uri);
    if (known !== undefined) return known;
    const { rules } = this;
    const read = await this.read(document);
    // They changed while files were read: what was allowed then may be hidden now.
    if (rules !== this.rules) return await this.around(document);
    if (this.known.size >= maxDocuments) this.known.clear();
    this.known.set(document.uri, read);
    this.setTimer(() => this.known.delete(document.uri), keptMs);
    return read;
  }

  shownPath(uri: string): string {
    return this.files.shownPath(uri);
  }

  /** The rules of what may be read may have changed. */
  forget(): void {
    this.known.clear();
    this.rules = {};
  }

  private async read({ uri, languageId, text }: DocumentSnapshot): Promise<readonly NeighbourFile[]> {
    const path = this.files.pathOf(uri);
    if (path === undefined) return [];
    const folders = neighbourFolders(path, languageId, text);
    const listed = await Promise.all(folders.map((folder) => this.files.list(uri, folder)));
    const found: NeighbourFile[] = [];
    let characters = 0;
    for (const other of neighbourPaths(path, languageId, text, listed.flat())) {
      const file = await this.readOne(this.files.uriOf(uri, other), languageId);
      if (file === undefined || characters + file.text.length > maxCharacters) continue;
      characters += file.text.length;
      found.push(file);
    }
    return found;
  }

  private async readOne(uri: string, languageId: string): Promise<NeighbourFile | undefined> {
    await this.privacy.rulesRead(uri);
    if (this.privacy.refusal(uri) !== undefined) return undefined;
    const text = await this.files.read(uri);
    if (text === undefined || text.length > maxFileCharacters || text.includes('\0')) return undefined;
    return this.privacy.refusal(uri, text) === undefined
      ? { uri, path: this.files.shownPath(uri), languageId, text }
      : undefined;
  }
}

// VS Code in one process: a window with documents, editors and a disk, and an extension host that hears of them later
// and whose edits the window takes only for the version that they were made for. Held against the real one by
// `documentContract.ts`. Must not know the code under test.
import type { TextChange } from '../../../src/base/textChanges.ts';
import { Channel } from './channel.ts';
import type { Author, Backup, RenamedFiles, WindowChange } from './happenings.ts';
import { changesIn, HostDocument } from './hostDocument.ts';
import {
  EventEmitter,
  FilePermission,
  FileSystemError,
  type Replacement,
  TextDocumentChangeReason,
  Uri,
  type WorkspaceEdit,
} from './values.ts';
import { lineChanges, type UndoStops, WindowDocument } from './windowDocument.ts';

const reasons: Readonly<Partial<Record<Author, number>>> = {
  undo: TextDocumentChangeReason.Undo,
  redo: TextDocumentChangeReason.Redo,
};

const ownStep: UndoStops = { undoStopBefore: true, undoStopAfter: true };

interface DocumentChange {
  readonly document: HostDocument;
  readonly contentChanges: ReturnType<HostDocument['take']>;
  readonly reason: number | undefined;
}

export class StandIn {
  readonly channel = new Channel();
  readonly disk = new Map<string, string>();
  readonly readOnly = new Set<string>();
  /** Hears at once of what happens to the text, before the extension host does. */
  onChange: (change: WindowChange) => void = () => {};
  private readonly open = new Map<string, WindowDocument>();
  private readonly onScreen = new Set<string>();
  host = new Host(this);

  // What a person does. All of it happens at once; the extension host hears of it later.

  document(uri: string): WindowDocument {
    const document = this.open.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return document;
  }

  isOpen(uri: string): boolean {
    return this.open.has(uri);
  }

  show(uri: string): void {
    if (!this.open.has(uri)) this.opened(uri, new WindowDocument(this.disk.get(uri) ?? ''));
    this.onScreen.add(uri);
    this.tell((host) => host.onScreen.add(uri));
  }

  hide(uri: string): void {
    this.onScreen.delete(uri);
    this.tell((host) => host.onScreen.delete(uri));
  }

  type(uri: string, change: TextChange): void {
    this.change(uri, 'person', (document) => document.edit([change], ownStep));
  }

  undo(uri: string): void {
    this.change(uri, 'undo', (document) => document.undo());
  }

  redo(uri: string): void {
    this.change(uri, 'redo', (document) => document.redo());
  }

  save(uri: string): void {
    const document = this.document(uri);
    document.savedText = document.text;
    this.disk.set(uri, document.text);
    this.tell((host) => host.saved(uri));
  }

  /** Without saving. */
  close(uri: string): void {
    this.hide(uri);
    this.open.delete(uri);
    this.tell((host) => host.closed(uri));
  }

  /** Another program writes the file. A document with changes of its own keeps them. */
  writeOutside(uri: string, text: string): void {
    this.disk.set(uri, text);
    const document = this.open.get(uri);
    if (document === undefined || document.isDirty) return;
    this.change(uri, 'disk', () => document.edit(lineChanges(document.text, text), ownStep));
    document.savedText = text;
  }

  rename(oldUri: string, newUri: string): void {
    const document = this.open.get(oldUri);
    const files = [{ oldUri: Uri.parse(oldUri), newUri: Uri.parse(newUri) }];
    this.disk.set(newUri, this.disk.get(oldUri) ?? '');
    this.disk.delete(oldUri);
    if (document !== undefined) {
      const wasOnScreen = this.onScreen.has(oldUri);
      this.close(oldUri);
      const renamed = new WindowDocument(document.savedText);
      this.opened(newUri, renamed);
      if (document.isDirty)
        this.change(newUri, 'again', () => renamed.edit(lineChanges(renamed.text, document.text), ownStep));
      if (wasOnScreen) this.show(newUri);
    }
    this.tell((host) => host.renamed.fire({ files }));
  }

  /** As VS Code does it: the other file has the text before it is saved, and what it was saved from is given up. */
  saveAs(uri: string, newUri: string): void {
    const { text } = this.document(uri);
    if (!this.open.has(newUri)) {
      const onDisk = this.disk.get(newUri) ?? '';
      this.disk.set(newUri, onDisk);
      this.opened(newUri, new WindowDocument(onDisk));
    }
    const target = this.document(newUri);
    this.change(newUri, 'again', () => target.edit(lineChanges(target.text, text), ownStep));
    this.save(newUri);
    const { savedText } = this.document(uri);
    if (!uri.startsWith('untitled:'))
      this.change(uri, 'disk', (document) => document.edit(lineChanges(document.text, savedText), ownStep));
    this.close(uri);
    this.show(newUri);
  }

  /** The window is loaded anew, or crashed and was opened again: nothing that was under way goes on. */
  reload(backup: Backup): void {
    this.channel.cut();
    this.host.isGone = true;
    this.host = new Host(this);
    const before = [...this.open];
    this.open.clear();
    for (const [uri, { text, isDirty }] of before) {
      const onDisk = this.disk.get(uri) ?? '';
      const document = new WindowDocument(backup === 'atOnce' ? text : onDisk);
      document.savedText = onDisk;
      this.opened(uri, document);
      if (backup === 'later' && isDirty)
        this.change(uri, 'again', () => document.edit(lineChanges(onDisk, text), ownStep));
      if (this.onScreen.has(uri)) this.show(uri);
    }
  }

  // What the extension host asks for.

  tryEdit(uri: string, version: number, changes: readonly TextChange[], stops: UndoStops): boolean {
    if (!this.onScreen.has(uri)) throw new Error(`no editor of ${uri}`);
    return this.tryWorkspaceEdit(uri, version, changes, stops);
  }

  /** A document that is not open is opened from the disk for it. */
  tryWorkspaceEdit(
    uri: string,
    version: number,
    changes: readonly TextChange[],
    stops: UndoStops = ownStep,
  ): boolean {
    const onDisk = this.disk.get(uri);
    if (!this.open.has(uri) && onDisk === undefined) return false;
    if (!this.open.has(uri)) this.opened(uri, new WindowDocument(onDisk ?? ''));
    if (this.document(uri).version !== version) return false;
    this.change(uri, 'extension', (document) => document.edit(changes, stops));
    return true;
  }

  private opened(uri: string, document: WindowDocument): void {
    this.open.set(uri, document);
    const { text, version } = document;
    this.tell((host) => host.opened(uri, text, version));
  }

  private change(
    uri: string,
    author: Author,
    edit: (document: WindowDocument) => readonly TextChange[],
  ): void {
    const document = this.document(uri);
    const before = document.text;
    const changes = edit(document);
    if (changes.length === 0) return;
    this.onChange({ uri, before, changes, author });
    const { version } = document;
    this.tell((host) => host.changed(uri, changes, version, reasons[author]));
  }

  private tell(message: (host: Host) => void): void {
    const { host } = this;
    this.channel.tellHost(() => message(host));
  }
}

/** One life of the extension host. */
export class Host {
  readonly documents = new Map<string, HostDocument>();
  readonly onScreen = new Set<string>();
  readonly didOpen = new EventEmitter<HostDocument>();
  readonly didClose = new EventEmitter<HostDocument>();
  readonly didSave = new EventEmitter<HostDocument>();
  readonly didChange = new EventEmitter<DocumentChange>();
  readonly renamed = new EventEmitter<RenamedFiles>();
  isGone = false;
  private readonly window: StandIn;

  constructor(window: StandIn) {
    this.window = window;
  }

  get editors() {
    return [...this.onScreen].flatMap((uri) => {
      const document = this.documents.get(uri);
      return document === undefined ? [] : [new HostEditor(document, this.window)];
    });
  }

  document(uri: string): HostDocument {
    const document = this.documents.get(uri);
    if (document === undefined) throw new Error(`the extension host knows no ${uri}`);
    return document;
  }

  opened(uri: string, text: string, version: number): void {
    const document = new HostDocument(Uri.parse(uri), text, version);
    this.documents.set(uri, document);
    this.didOpen.fire(document);
  }

  changed(uri: string, changes: readonly TextChange[], version: number, reason: number | undefined): void {
    const document = this.document(uri);
    const contentChanges = document.take(changes, version);
    document.isDirty = true;
    this.didChange.fire({ document, contentChanges, reason });
  }

  saved(uri: string): void {
    const document = this.document(uri);
    document.isDirty = false;
    // VS Code tells of a document that is no longer dirty by a change without content.
    this.didChange.fire({ document, contentChanges: [], reason: undefined });
    this.didSave.fire(document);
  }

  closed(uri: string): void {
    const document = this.document(uri);
    this.documents.delete(uri);
    document.isClosed = true;
    this.didClose.fire(document);
  }

  async stat(uri: Uri): Promise<{ readonly permissions: number }> {
    await this.window.channel.disk();
    if (!this.window.disk.has(uri.toString())) throw new FileSystemError(`no file ${uri.toString()}`);
    return { permissions: this.window.readOnly.has(uri.toString()) ? FilePermission.Readonly : 0 };
  }

  async applyEdit(edit: WorkspaceEdit): Promise<boolean> {
    const [[uri, replacements] = ['', []]] = edit.entries();
    const document = this.document(uri);
    const { version } = document;
    const changes = changesIn(document, replacements);
    return await this.window.channel.askWindow(() => this.window.tryWorkspaceEdit(uri, version, changes));
  }
}

class HostEditor {
  readonly document: HostDocument;
  private readonly window: StandIn;

  constructor(document: HostDocument, window: StandIn) {
    this.document = document;
    this.window = window;
  }

  async edit(
    build: (edit: { replace(range: Replacement['range'], text: string): void }) => void,
    stops: UndoStops = ownStep,
  ): Promise<boolean> {
    const { document } = this;
    const { version } = document;
    const replacements: Replacement[] = [];
    build({ replace: (range, text) => replacements.push({ range, text }) });
    const uri = document.uri.toString();
    const changes = changesIn(document, replacements);
    return await this.window.channel.askWindow(() => this.window.tryEdit(uri, version, changes, stops));
  }
}

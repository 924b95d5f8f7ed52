// All documents with pending changes: follows their edits, keeps their originals, brings them back when reopened.
// Must not know how changes come about or how they are shown.
import * as vscode from 'vscode';
import { describeError, type Logger } from '../../base/log.ts';
import type { SetTimer } from '../../base/time.ts';
import { changesOf } from '../../editor/snapshot.ts';
import type { Hunks } from './hunks.ts';
import { PendingDocument } from './pendingDocument.ts';
import type { PendingStore } from './pendingStore.ts';
import { type KeptDocument, restoredHunks } from './restoreHunks.ts';
import { VscodeDocument } from './vscodeDocument.ts';

/** Edits around hunks are kept when the keys pause; restoring copes with what it missed. */
const keepDelayMs = 500;

export class PendingChanges implements vscode.Disposable {
  private readonly store: PendingStore;
  private readonly setTimer: SetTimer;
  private readonly log: Logger;
  private readonly documents = new Map<string, PendingDocument>();
  /** What was pending in open documents whose text holds none of it now. */
  private readonly dormant = new Map<string, KeptDocument>();
  /** Documents that were closed in this life of the editor: no text of theirs is still to be brought back. */
  private readonly closedBefore = new Set<string>();
  private readonly restoring = new Map<string, Promise<void>>();
  private readonly keepTimers = new Map<string, { dispose(): void }>();
  /** Documents that were saved under a name, and are gone with their text when they are closed. */
  private readonly movedOn = new WeakSet<PendingDocument>();
  private readonly changed = new vscode.EventEmitter<PendingDocument>();
  private readonly events: vscode.Disposable;
  /** Fires when hunks or the place being written change. */
  readonly onDidChange = this.changed.event;

  constructor(store: PendingStore, setTimer: SetTimer, log: Logger) {
    this.store = store;
    this.setTimer = setTimer;
    this.log = log;
    this.events = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => this.follow(event)),
      vscode.workspace.onDidOpenTextDocument((document) => void this.restore(document)),
      vscode.workspace.onDidSaveTextDocument((document) => this.saved(document)),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) void this.moved(oldUri.toString(), newUri.toString());
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.closed(document.uri.toString())),
    );
    for (const document of vscode.workspace.textDocuments) void this.restore(document);
  }

  /** Undefined where nothing is pending and nothing is being written. */
  get(uri: vscode.Uri): PendingDocument | undefined {
    const pending = this.documents.get(uri.toString());
    return pending === undefined || pending.isIdle ? undefined : pending;
  }

  open(document: vscode.TextDocument): PendingDocument {
    const uri = document.uri.toString();
    const known = this.documents.get(uri);
    if (known !== undefined && !document.isClosed) return known;
    // A run may outlive its document, which takes no proposal then: what it still says is not of the one opened again.
    const isCurrent = (one: PendingDocument) => this.documents.get(uri) === one;
    const pending = new PendingDocument(new VscodeDocument(document), {
      changed: (changed) => {
        if (!isCurrent(changed)) return;
        this.keepSoon(changed);
        this.changed.fire(changed);
      },
      beforeProposal: async (proposed) => {
        if (isCurrent(proposed)) await this.store.keep({ uri, ...proposed.toKeep });
      },
      settled: (settled) => this.keepNow(settled),
    });
    if (document.isClosed) return pending;
    this.documents.set(uri, pending);
    this.dormant.delete(uri);
    return pending;
  }

  /** Resolves when all that is pending is on the disk: nothing may be waiting when the window goes away. */
  async flush(): Promise<void> {
    for (const uri of this.keepTimers.keys()) this.keepWaiting(uri);
    await this.store.idle();
  }

  dispose(): void {
    for (const timer of this.keepTimers.values()) timer.dispose();
    this.events.dispose();
    this.changed.dispose();
  }

  private follow({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const uri = document.uri.toString();
    const pending = this.documents.get(uri);
    if (pending !== undefined)
      pending.changed(changesOf({ document, contentChanges, reason }), reason !== undefined);
    else if (this.dormant.get(uri)?.text === document.getText()) void this.restore(document);
    else if (this.closedBefore.has(uri)) this.giveUp(uri);
    this.adopt(document);
  }

  /** “Save as” writes the unsaved text into the other document first: what is pending in it goes along. */
  private adopt(document: vscode.TextDocument): void {
    const source = vscode.workspace.textDocuments
      .filter((other) => other !== document && other.isDirty && this.hunksIn(other).length > 0)
      .find((other) => other.getText() === document.getText());
    const pending = source && this.documents.get(source.uri.toString());
    if (pending === undefined) return;
    this.open(document).restore(pending.hunks);
    if (source?.isUntitled) this.movedOn.add(pending);
  }

  private hunksIn({ uri }: vscode.TextDocument): Hunks {
    return this.documents.get(uri.toString())?.hunks ?? [];
  }

  /** Resolves when what was pending in an earlier life of the editor is pending again. */
  async whenRestored(uri: vscode.Uri): Promise<void> {
    await this.restoring.get(uri.toString());
  }

  private async restore(document: vscode.TextDocument): Promise<void> {
    const uri = document.uri.toString();
    const restoring = this.restoreNow(document);
    this.restoring.set(uri, restoring);
    await restoring;
    if (this.restoring.get(uri) === restoring) this.restoring.delete(uri);
  }

  private async restoreNow(document: vscode.TextDocument): Promise<void> {
    const uri = document.uri.toString();
    try {
      const kept = await this.store.kept(uri);
      if (kept === undefined || document.isClosed) return;
      const hunks = restoredHunks(kept, document.getText());
      // What was not saved may still be on its way into the document.
      if (hunks.length === 0) {
        this.dormant.set(uri, kept);
        return;
      }
      this.dormant.delete(uri);
      const pending = this.open(document);
      if (pending.isIdle) pending.restore(hunks);
    } catch (error: unknown) {
      this.log.error(`What was pending is not known. ${describeError(error)}`);
    }
  }

  /** Whoever saves a document without its proposals has given them up, as has who closed it so and writes on. */
  private saved(document: vscode.TextDocument): void {
    this.giveUp(document.uri.toString());
  }

  private giveUp(uri: string): void {
    if (this.dormant.delete(uri)) this.keep({ uri, text: '', hunks: [] });
  }

  private keep(kept: KeptDocument): void {
    this.store.keep(kept).catch((error: unknown) => {
      this.log.error(`The originals of pending changes are not kept. ${describeError(error)}`);
    });
  }

  private keepSoon(pending: PendingDocument): void {
    const { uri } = pending.document;
    this.keepTimers.get(uri)?.dispose();
    this.keepTimers.set(
      uri,
      this.setTimer(() => this.keepNow(pending), keepDelayMs),
    );
  }

  private keepNow(pending: PendingDocument): void {
    const { uri } = pending.document;
    // A document that was closed, and perhaps opened again since, says nothing of what is pending.
    if (this.documents.get(uri) !== pending) return;
    this.keepTimers.get(uri)?.dispose();
    this.keepTimers.delete(uri);
    this.keep({ uri, ...pending.toKeep });
  }

  private keepWaiting(uri: string): void {
    const pending = this.documents.get(uri);
    if (pending !== undefined && this.keepTimers.has(uri)) this.keepNow(pending);
  }

  private async moved(oldUri: string, newUri: string): Promise<void> {
    // Documents under the former name may still be open for a moment.
    const isOld = (uri: string) => uri === oldUri || uri.startsWith(`${oldUri}/`);
    for (const uri of [...this.documents.keys()].filter(isOld)) this.closed(uri);
    try {
      const uris = await this.store.move(oldUri, newUri);
      for (const document of vscode.workspace.textDocuments)
        if (uris.includes(document.uri.toString())) await this.restore(document);
    } catch (error: unknown) {
      this.log.error(`What was pending in ${oldUri} did not move along. ${describeError(error)}`);
    }
  }

  private closed(uri: string): void {
    const pending = this.documents.get(uri);
    if (pending !== undefined)
      this.keep(this.movedOn.has(pending) ? { uri, text: '', hunks: [] } : { uri, ...pending.toKeep });
    this.keepTimers.get(uri)?.dispose();
    this.keepTimers.delete(uri);
    this.closedBefore.add(uri);
    this.documents.delete(uri);
    this.dormant.delete(uri);
  }
}

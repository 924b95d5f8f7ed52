// Someone who edits files of which Hearth rewrites parts: the real pending classes over VS Code's stand-in and a slow
// disk. Knows how to wait for all of it; must not know what should come out.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Hunks } from '../../src/rewrite/pending/hunks.ts';
import { PendingChanges } from '../../src/rewrite/pending/pendingChanges.ts';
import type { PendingDocument } from '../../src/rewrite/pending/pendingDocument.ts';
import { PendingStore } from '../../src/rewrite/pending/pendingStore.ts';
import { ProposalWriter, type WriteEnd } from '../../src/rewrite/pending/proposalWriter.ts';
import { type KeptDocument, parseKept } from '../../src/rewrite/pending/restoreHunks.ts';
import { PrivateFilesInMemory } from './privateFilesInMemory.ts';
import type { Backup } from './vscode/happenings.ts';
import type { HostDocument } from './vscode/hostDocument.ts';
import { use } from './vscode/module.ts';
import { StandIn } from './vscode/standIn.ts';
import { Uri } from './vscode/values.ts';

export class EditingSession {
  readonly window = new StandIn();
  readonly kept = new PrivateFilesInMemory();
  /** What was logged as going wrong. */
  readonly problems: string[] = [];
  private timers = new Set<() => void>();
  private endLife: () => void = () => {};
  private changes: PendingChanges;

  /** @param texts of files, by address; they are shown at once */
  constructor(texts: Readonly<Record<string, string>>) {
    for (const [uri, text] of Object.entries(texts)) this.window.disk.set(uri, text);
    for (const uri of Object.keys(texts)) this.window.show(uri);
    this.kept.beforeAccess = () => this.window.channel.disk();
    this.changes = this.startExtension();
  }

  pending(uri: string): PendingDocument | undefined {
    return this.changes.get(Uri.parse(uri) as unknown as vscode.Uri);
  }

  hunks(uri: string): Hunks {
    return this.pending(uri)?.hunks ?? [];
  }

  text(uri: string): string {
    return this.window.document(uri).text;
  }

  stored(uri: string): KeptDocument | undefined {
    return [...this.kept.files.values()].map(parseKept).find((kept) => kept?.uri === uri);
  }

  /** What proposals are written by; the place is a part of the document as the extension host knows it. */
  writer(uri: string, startOffset: number, endOffset: number): ProposalWriter {
    return new ProposalWriter(this.opened(uri), { startOffset, endOffset }, '\n', () => {});
  }

  async whenRestored(uri: string): Promise<void> {
    await this.during(this.changes.whenRestored(Uri.parse(uri) as unknown as vscode.Uri));
  }

  opened(uri: string): PendingDocument {
    return this.openedOf(this.window.host.document(uri));
  }

  /** Of a document that may be closed by now. */
  openedOf(document: HostDocument): PendingDocument {
    return this.changes.open(document as unknown as vscode.TextDocument);
  }

  /** Of the whole document, in one piece. */
  async propose(uri: string, text: string): Promise<WriteEnd> {
    await this.settle();
    return await this.during(this.writer(uri, 0, this.text(uri).length).finish(text));
  }

  async acceptAll(uri: string): Promise<void> {
    await this.settle();
    this.pending(uri)?.accept(() => true);
  }

  async discardAll(uri: string): Promise<void> {
    await this.settle();
    const pending = this.pending(uri);
    if (pending !== undefined) assert.equal(await this.during(pending.discard(() => true)), 'edited');
  }

  async during<Result>(promise: Promise<Result>): Promise<Result> {
    return await this.window.channel.during(promise);
  }

  /** All that is under way arrives; nothing that waits for a pause. */
  async settle(): Promise<void> {
    await this.window.channel.settle();
  }

  /** Long enough for all that waits for a pause. */
  async pause(): Promise<void> {
    await this.settle();
    for (const callback of this.timers) callback();
    await this.settle();
  }

  /** The window is closed as it should be and opened again. */
  async reload(backup: Backup): Promise<void> {
    // The extension host hears of it after all that was done before.
    const flushed = new Promise<void>((resolve) => {
      this.window.channel.tellHost(() => resolve(this.changes.flush()));
    });
    await this.during(flushed);
    await this.crash(backup);
  }

  /** It is gone in the middle of whatever it does, and opened again. */
  async crash(backup: Backup): Promise<void> {
    this.endLife();
    this.changes.dispose();
    this.timers.clear();
    this.window.reload(backup);
    this.changes = this.startExtension();
    await this.settle();
  }

  private startExtension(): PendingChanges {
    use(this.window);
    const life = { isOver: false };
    this.endLife = () => {
      life.isOver = true;
    };
    const fail = (message: string) => this.problems.push(message);
    const log = { trace() {}, debug() {}, info() {}, warn: fail, error: fail };
    const setTimer = (callback: () => void) => {
      const entry = () => {
        this.timers.delete(entry);
        if (!life.isOver) callback();
      };
      this.timers.add(entry);
      return { dispose: () => this.timers.delete(entry) };
    };
    const ofThisLife = new Proxy(this.kept, {
      get(files, name: keyof PrivateFilesInMemory) {
        const value: unknown = files[name];
        if (typeof value !== 'function') return value;
        // A process that is gone does nothing more.
        return async (...values: unknown[]) =>
          await (life.isOver ? new Promise(() => {}) : value.apply(files, values));
      },
    });
    return new PendingChanges(new PendingStore(ofThisLife, log), setTimer, log);
  }
}

// Proposals and decisions as edits of one document: computes them, sends them, and keeps the state in step.
// Knows a document through an interface; must not know VS Code.

import { SerialQueue } from '../../base/serialQueue.ts';
import type { TextChange } from '../../base/textChanges.ts';
import { applyChange } from '../../base/textChanges.ts';
import { DocumentState, type ExpectedEdit } from './documentState.ts';
import { discardChanges, type Hunk, type Hunks, hunksAfterDiscard, withProposal } from './hunks.ts';
import { followRegion, type Region, regionAfterDiscard } from './region.ts';
import type { KeptDocument } from './restoreHunks.ts';

export interface UndoStops {
  readonly before: boolean;
  readonly after: boolean;
}

/** Changes from the end to the start, and the text that they were computed for. */
export interface DocumentEdit {
  readonly text: string;
  readonly changes: readonly TextChange[];
  readonly undo: UndoStops;
}

/** A document that can be edited; an edit of a text that is no longer current is refused. */
export interface EditableDocument {
  readonly uri: string;
  text(): string;
  /**
   * Whether it was done: not when the document holds another text by then or takes no edits. Resolves once `changed`
   * was told of it.
   */
  edit(edit: DocumentEdit): Promise<boolean>;
}

/** What hears of a document's pending changes. */
export interface PendingListener {
  changed(pending: PendingDocument): void;
  /** Awaited: originals are kept before they leave the document. */
  beforeProposal(pending: PendingDocument): Promise<void>;
  /** Something was decided, or a proposal did not come about after all. */
  settled(pending: PendingDocument): void;
}

/** `textChanged`: someone edited the place itself; `refused`: the document takes no edits. */
export type EditEnd = 'edited' | 'textChanged' | 'refused';

/** Typing is this often faster than an edit can be before the document counts as one that takes none. */
const maxAttempts = 20;

interface Edit {
  readonly kind: 'proposal' | 'decision';
  readonly changes: readonly TextChange[];
  readonly hunksAfter: ExpectedEdit['hunksAfter'];
  readonly regionAfter: ExpectedEdit['regionAfter'];
}

export class PendingDocument {
  readonly state = new DocumentState();
  readonly document: EditableDocument;
  private readonly listener: PendingListener;
  private readonly turns = new SerialQueue();
  private isRunning = false;
  /** A proposal that is kept already and not in the document yet. */
  private ahead: ExpectedEdit | undefined;

  constructor(document: EditableDocument, listener: PendingListener) {
    this.document = document;
    this.listener = listener;
  }

  get hunks(): Hunks {
    return this.state.hunks;
  }

  /** What must be found again if the window went away now: also what is on its way into the document. */
  get toKeep(): Omit<KeptDocument, 'uri'> {
    const now = { text: this.document.text(), hunks: this.hunks };
    if (this.ahead === undefined) return now;
    const { text, hunksAfter } = this.ahead;
    return { text, hunks: hunksAfter(this.hunks), before: now };
  }

  get isIdle(): boolean {
    return this.hunks.length === 0 && !this.isWriting;
  }

  /** From the beginning of a run to its end, also between the parts that it writes. */
  get isWriting(): boolean {
    return this.isRunning || this.state.region !== undefined;
  }

  setRunning(isRunning: boolean): void {
    this.isRunning = isRunning;
    this.listener.changed(this);
  }

  /** Every edit of the document, one's own included. */
  changed(changes: readonly TextChange[], isUndoOrRedo: boolean): void {
    this.state.changed(this.document.text(), changes, isUndoOrRedo);
    this.listener.changed(this);
  }

  /** What was pending in an earlier life of the editor. */
  restore(hunks: Hunks): void {
    this.state.restore(this.document.text(), hunks);
    this.listener.changed(this);
  }

  /** A run begins to write between two offsets, or ends. */
  write(region: Region | undefined): void {
    this.state.setRegion(region);
    this.listener.changed(this);
  }

  /** Passes over text of the region that stays as it is. */
  skip(length: number): boolean {
    const { region } = this.state;
    if (region === undefined) return false;
    this.write({ ...region, startOffset: region.startOffset + length });
    return true;
  }

  /** Replaces the next `removedLength` characters of the region. */
  async propose(removedLength: number, insertedText: string, undo: UndoStops): Promise<EditEnd> {
    return await this.enqueue(undo, (text) => {
      const { region } = this.state;
      if (region === undefined) return undefined;
      const change = { startOffset: region.startOffset, removedLength, insertedText };
      const id = this.state.newId();
      const delta = insertedText.length - removedLength;
      const startOffset = region.startOffset + insertedText.length;
      return {
        kind: 'proposal',
        changes: [change],
        hunksAfter: (hunks) => withProposal(text, hunks, change, id),
        regionAfter: (current) =>
          current === region
            ? { startOffset, endOffset: region.endOffset + delta }
            : followRegion(current, change),
      };
    });
  }

  accept(isAccepted: (hunk: Hunk) => boolean): void {
    this.state.decide(
      this.document.text(),
      this.hunks.filter((hunk) => !isAccepted(hunk)),
    );
    this.listener.changed(this);
    this.listener.settled(this);
  }

  /** Puts the originals back, in one step for undo. */
  async discard(isDiscarded: (hunk: Hunk) => boolean): Promise<EditEnd> {
    return await this.enqueue({ before: true, after: true }, () => {
      const discarded = this.hunks.filter(isDiscarded);
      return {
        kind: 'decision',
        changes: discardChanges(discarded),
        hunksAfter: (hunks) => hunksAfterDiscard(hunks, isDiscarded),
        regionAfter: (region) => regionAfterDiscard(region, discarded),
      };
    });
  }

  /** One edit at a time; an edit that typing overtook is computed anew. */
  private async enqueue(undo: UndoStops, compute: (text: string) => Edit | undefined): Promise<EditEnd> {
    return await this.turns.take(async () => {
      try {
        return await this.applied(undo, compute);
      } finally {
        this.ahead = undefined;
      }
    });
  }

  private async applied(undo: UndoStops, compute: (text: string) => Edit | undefined): Promise<EditEnd> {
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const text = this.document.text();
      const edit = compute(text);
      if (edit === undefined) return this.ended('textChanged');
      const { kind, changes, ...after } = edit;
      if (changes.length === 0) return this.ended('edited');
      const expected = { ...after, text: changes.reduce(applyChange, text) };
      if (kind === 'proposal') {
        this.ahead = expected;
        await this.listener.beforeProposal(this);
        if (this.document.text() !== text) continue;
      }
      if (await this.arrives({ text, changes, undo }, expected)) {
        if (kind === 'decision') this.listener.settled(this);
        return 'edited';
      }
      if (this.document.text() === text) break;
    }
    return this.ended('refused');
  }

  /** Whether the document told of exactly this edit. */
  private async arrives(edit: DocumentEdit, expected: ExpectedEdit): Promise<boolean> {
    this.state.expect(edit.text, expected);
    try {
      await this.document.edit(edit);
      return !this.state.isExpecting;
    } finally {
      this.state.expectNothing();
    }
  }

  /** What was kept before a proposal that never came is not what is pending. */
  private ended(end: EditEnd): EditEnd {
    const wasAhead = this.ahead !== undefined;
    this.ahead = undefined;
    if (wasAhead) this.listener.settled(this);
    return end;
  }
}

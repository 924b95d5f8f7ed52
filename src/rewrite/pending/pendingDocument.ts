// Proposals and decisions as edits of one document: computes them, sends them, and keeps the state in step.
// Knows a document through an interface; must not know VS Code.

import { SerialQueue } from '../../base/serialQueue.ts';
import type { TextChange } from '../../base/textChanges.ts';
import { applyChange } from '../../base/textChanges.ts';
import { DocumentState, type PendingState } from './documentState.ts';
import { discardChanges, type Hunk, type Hunks, hunksAfterDiscard, withProposal } from './hunks.ts';
import { type Region, regionAfterDiscard } from './region.ts';

export interface UndoStops {
  readonly before: boolean;
  readonly after: boolean;
}

/** A document that can be edited; an edit of a text that is no longer current is refused. */
export interface EditableDocument {
  readonly uri: string;
  text(): string;
  /**
   * Changes from the end to the start. Resolves once `changed` was told of the edit, or without it when the document
   * had changed meanwhile or takes no edits.
   */
  edit(changes: readonly TextChange[], undo: UndoStops): Promise<void>;
}

/** `textChanged`: someone edited the place itself; `refused`: the document takes no edits. */
export type EditEnd = 'edited' | 'textChanged' | 'refused';

/** Typing is this often faster than an edit can be before the document counts as one that takes none. */
const maxAttempts = 20;

interface Edit {
  readonly changes: readonly TextChange[];
  readonly after: PendingState;
}

export class PendingDocument {
  readonly state = new DocumentState();
  readonly document: EditableDocument;
  private readonly onChange: (pending: PendingDocument) => void;
  private readonly beforeEdit: (text: string, hunks: Hunks) => Promise<void>;
  private readonly turns = new SerialQueue();
  private nextId = 1;
  private isRunning = false;

  /** `beforeEdit` is awaited with what will be pending: originals are kept before they leave the document. */
  constructor(
    document: EditableDocument,
    onChange: (pending: PendingDocument) => void,
    beforeEdit: (text: string, hunks: Hunks) => Promise<void>,
  ) {
    this.document = document;
    this.onChange = onChange;
    this.beforeEdit = beforeEdit;
  }

  get hunks(): Hunks {
    return this.state.hunks;
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
    this.onChange(this);
  }

  /** Every edit of the document, one's own included. */
  changed(changes: readonly TextChange[], isUndoOrRedo: boolean): void {
    this.state.changed(this.document.text(), changes, isUndoOrRedo);
    this.onChange(this);
  }

  /** What was pending in an earlier life of the editor. */
  restore(hunks: Hunks): void {
    this.nextId = Math.max(0, ...hunks.map(({ id }) => id)) + 1;
    this.state.decide(this.document.text(), hunks);
    this.onChange(this);
  }

  /** A run begins to write between two offsets, or ends. */
  write(region: Region | undefined): void {
    this.state.setRegion(region);
    this.onChange(this);
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
      const hunks = withProposal(text, this.hunks, change, this.nextId);
      this.nextId++;
      const delta = insertedText.length - removedLength;
      const startOffset = region.startOffset + insertedText.length;
      return {
        changes: [change],
        after: { hunks, region: { startOffset, endOffset: region.endOffset + delta } },
      };
    });
  }

  accept(isAccepted: (hunk: Hunk) => boolean): void {
    this.state.decide(
      this.document.text(),
      this.hunks.filter((hunk) => !isAccepted(hunk)),
    );
    this.onChange(this);
  }

  /** Puts the originals back, in one step for undo. */
  async discard(isDiscarded: (hunk: Hunk) => boolean): Promise<EditEnd> {
    return await this.enqueue({ before: true, after: true }, () => {
      const discarded = this.hunks.filter(isDiscarded);
      const { region } = this.state;
      return {
        changes: discardChanges(discarded),
        after: {
          hunks: hunksAfterDiscard(this.hunks, isDiscarded),
          region: region && regionAfterDiscard(region, discarded),
        },
      };
    });
  }

  /** One edit at a time; an edit that typing overtook is computed anew. */
  private async enqueue(undo: UndoStops, compute: (text: string) => Edit | undefined): Promise<EditEnd> {
    return await this.turns.take(() => this.applied(undo, compute));
  }

  private async applied(undo: UndoStops, compute: (text: string) => Edit | undefined): Promise<EditEnd> {
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const text = this.document.text();
      const edit = compute(text);
      if (edit === undefined) return 'textChanged';
      if (edit.changes.length === 0) return 'edited';
      const after = edit.changes.reduce(applyChange, text);
      await this.beforeEdit(after, edit.after.hunks);
      if (this.document.text() !== text) continue;
      this.state.expect(text, { text: after, state: edit.after });
      await this.document.edit(edit.changes, undo);
      if (!this.state.isExpecting) return 'edited';
      this.state.expectNothing();
      if (this.document.text() === text) return 'refused';
    }
    return 'refused';
  }
}

// A document in memory with an undo stack, edited by a person and by the parts under test.
// Tells of changes as VS Code does: after the fact, with the text already new.

import type { TextChange } from '../../src/base/textChanges.ts';
import { applyChange } from '../../src/base/textChanges.ts';
import type {
  DocumentEdit,
  EditableDocument,
  PendingListener,
} from '../../src/rewrite/pending/pendingDocument.ts';

type ChangeListener = (changes: readonly TextChange[], isUndoOrRedo: boolean) => void;

export class MemoryDocument implements EditableDocument {
  readonly uri = 'file:///memory.ts';
  isReadOnly = false;
  /** Called while an edit is on its way, as typing may come between. */
  beforeNextEdit: () => void = () => {};
  onChange: ChangeListener = () => {};
  private current: string;
  private undoStack: string[] = [];
  private redoStack: string[] = [];
  private isStepOpen = false;

  constructor(text: string) {
    this.current = text;
  }

  text(): string {
    return this.current;
  }

  async edit({ text, changes, undo }: DocumentEdit): Promise<boolean> {
    if (this.isReadOnly || this.current !== text) return false;
    await Promise.resolve();
    this.beforeNextEdit();
    this.beforeNextEdit = () => {};
    if (this.current !== text) return false;
    if (undo.before || !this.isStepOpen) this.undoStack.push(this.current);
    this.apply(changes, false);
    this.isStepOpen = !undo.after;
    this.redoStack = [];
    return true;
  }

  /** A person replaces text. */
  type(change: TextChange): void {
    this.undoStack.push(this.current);
    this.isStepOpen = false;
    this.redoStack = [];
    this.apply([change], false);
  }

  insert(offset: number, insertedText: string): void {
    this.type({ startOffset: offset, removedLength: 0, insertedText });
  }

  undo(): void {
    this.travel(this.undoStack, this.redoStack);
  }

  redo(): void {
    this.travel(this.redoStack, this.undoStack);
  }

  private travel(from: string[], to: string[]): void {
    const text = from.pop();
    if (text === undefined) return;
    to.push(this.current);
    this.isStepOpen = false;
    const whole = { startOffset: 0, removedLength: this.current.length, insertedText: text };
    this.apply([whole], true);
  }

  private apply(changes: readonly TextChange[], isUndoOrRedo: boolean): void {
    this.current = changes.reduce(applyChange, this.current);
    this.onChange(changes, isUndoOrRedo);
  }
}

export const nobodyListens: PendingListener = {
  changed: () => {},
  beforeProposal: async () => {},
  settled: () => {},
};

// What is remembered of one document between windows: its text, its tree and the last window's ends.
// Must not know budgets or how windows are chosen.

import { movedEnd, movedStart } from '../base/ranges.ts';
import { applyChange, changeBetween, type TextChange } from '../base/textChanges.ts';
import type { Grammar } from './syntax/grammars.ts';
import { SyntaxTree } from './syntax/syntaxTree.ts';
import { type KeptEnds, nothingKept } from './window/window.ts';

/** The text of larger documents is not held on to; they have no tree. */
const maxHeldCharacters = 1_000_000;
/** Following each change of a larger batch would cost more than taking them as one. */
const maxFollowedChanges = 100;

export class TrackedDocument {
  readonly languageId: string;
  /** The last window's ends, moved along with every edit since. */
  ends: KeptEnds = nothingKept;
  boundaries: 'scopes' | 'lines' = 'lines';
  private heldText: string | undefined;
  private length: number;
  private tree: SyntaxTree | undefined;

  constructor(languageId: string, text: string) {
    this.languageId = languageId;
    this.length = text.length;
    this.hold(text);
  }

  /** Takes edits that were told of. They may be incomplete: `catchUp` finds what is missing. */
  follow(changes: readonly TextChange[]): void {
    if (changes.length > maxFollowedChanges) return;
    for (const change of changes) this.followOne(change);
  }

  /** Makes the memory be of exactly `text`, whatever was told or not. */
  catchUp(text: string): void {
    if (this.heldText !== undefined && this.heldText !== text) {
      this.followOne(changeBetween(this.heldText, text));
    }
    if (this.length !== text.length) this.ends = nothingKept;
    this.length = text.length;
    this.hold(text);
  }

  /** The tree of the text last caught up with, valid until the next call. */
  parse(grammar: Grammar, deadlineMs: number) {
    if (this.heldText === undefined) return undefined;
    this.tree ??= new SyntaxTree(grammar);
    return this.tree.parse(this.heldText, deadlineMs);
  }

  /** ERROR and MISSING nodes of the tree that `parse` gave. */
  errorCount(): number {
    return this.tree?.errorCount() ?? 0;
  }

  /** The tree as it would be after `change`, for the caller to delete; only right after `parse` gave one. */
  parseChanged(change: TextChange, deadlineMs: number) {
    if (this.heldText === undefined) return undefined;
    return this.tree?.parseChanged(this.heldText, change, deadlineMs);
  }

  dispose(): void {
    this.tree?.dispose();
    this.tree = undefined;
  }

  private hold(text: string): void {
    const isHeld = text.length <= maxHeldCharacters;
    if (!isHeld) this.dispose();
    this.heldText = isHeld ? text : undefined;
  }

  private followOne(change: TextChange): void {
    const { startOffset, removedLength, insertedText } = change;
    // An edit of a text that was never seen.
    if (startOffset + removedLength > this.length) return;
    if (this.heldText !== undefined) {
      this.tree?.edit(this.heldText, change);
      this.heldText = applyChange(this.heldText, change);
    }
    this.length += insertedText.length - removedLength;
    this.ends = {
      startOffset:
        this.ends.startOffset === undefined ? undefined : movedStart(this.ends.startOffset, change),
      endOffset: this.ends.endOffset === undefined ? undefined : movedEnd(this.ends.endOffset, change),
    };
  }
}

// What someone expects to be pending, step by step as they see it happen in the window: without waiting, queues, disks
// or a second copy of the text. Knows the pure rules of hunks; must not know the classes that follow them.
import { applyChange, type TextChange } from '../../src/base/textChanges.ts';
import {
  followChange,
  type Hunk,
  type Hunks,
  hunksAfterDiscard,
  originalText,
  withProposal,
} from '../../src/rewrite/pending/hunks.ts';
import type { WindowChange } from './vscode/happenings.ts';

/** Of one document. */
export class ExpectedPending {
  text: string;
  hunks: Hunks = [];
  private seen = new Map<string, Hunks>();
  private nextId = 1;

  constructor(text: string) {
    this.text = text;
  }

  /** What Discard All is to give. */
  get original(): string {
    return originalText(this.text, this.hunks);
  }

  take({ before, changes, author }: WindowChange): void {
    const after = changes.reduce(applyChange, before);
    const isBack = author !== 'extension' && after === originalText(before, this.hunks);
    const earlier = author === 'undo' || author === 'redo' ? this.seen.get(after) : undefined;
    const known = isBack ? [] : earlier;
    this.note(before);
    let text = before;
    for (const change of changes) {
      if (author === 'extension') this.edited(text, change);
      else this.hunks = followChange(text, this.hunks, change, () => this.nextId++);
      text = applyChange(text, change);
    }
    this.hunks = known ?? this.hunks;
    this.text = after;
    this.note(after);
  }

  accept(isAccepted: (hunk: Hunk) => boolean): void {
    this.hunks = this.hunks.filter((hunk) => !isAccepted(hunk));
    this.seen.clear();
    if (this.hunks.length > 0) this.note(this.text);
  }

  /** After something that nobody can foresee exactly, as a crash. */
  become(text: string, hunks: Hunks): void {
    this.text = text;
    this.hunks = hunks;
    this.seen.clear();
    if (hunks.length > 0) this.note(text);
  }

  private note(text: string): void {
    if (this.hunks.length > 0 || this.seen.size > 0) this.seen.set(text, this.hunks);
  }

  /** A decision of someone's, or else a proposal. */
  private edited(text: string, change: TextChange): void {
    const { startOffset, removedLength, insertedText } = change;
    const within = (hunk: Hunk) =>
      hunk.startOffset >= startOffset && hunk.endOffset <= startOffset + removedLength;
    const inside = this.hunks.filter(within);
    const covered = inside.reduce((sum, hunk) => sum + hunk.endOffset - hunk.startOffset, 0);
    const originals = inside.map(({ original }) => original).join('');
    const isDiscard = inside.length > 0 && covered === removedLength && originals === insertedText;
    this.hunks = isDiscard
      ? hunksAfterDiscard(this.hunks, within)
      : withProposal(text, this.hunks, change, this.nextId++);
  }
}

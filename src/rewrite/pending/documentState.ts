// One document's pending hunks and the place being written, through edits, undo and redo. Pure but for its own state.
// Must not know editors; edits are told to it.
import { createHash } from 'node:crypto';
import { applyChange, type TextChange } from '../../base/textChanges.ts';
import { followChange, type Hunks, originalText } from './hunks.ts';
import { followRegion, type Region } from './region.ts';

export interface PendingState {
  readonly hunks: Hunks;
  /** Where a run goes on; undefined while none writes here, or after an edit inside. */
  readonly region: Region | undefined;
}

/** An edit of Hearth's own that is on its way into the document. */
export interface ExpectedEdit {
  /** The document after it. */
  readonly text: string;
  /** From what is pending when it arrives: decisions are made while edits are on their way. */
  readonly hunksAfter: (hunks: Hunks) => Hunks;
  /** Where a run goes on after it, from where it would go on before: runs end and begin while edits are on their way. */
  readonly regionAfter: (region: Region) => Region | undefined;
}

/** More than anyone undoes while deciding about a proposal. */
const maxRemembered = 200;

export class DocumentState {
  private state: PendingState = { hunks: [], region: undefined };
  private expected: ExpectedEdit | undefined;
  /**
   * Hunks by the digest of the text they stood in, oldest first: undo and redo bring texts back, and with them what
   * was pending there.
   */
  private readonly remembered = new Map<string, Hunks>();
  /** What the document held when it last had hunks. */
  private lastText = '';
  private nextId = 1;

  get hunks(): Hunks {
    return this.state.hunks;
  }

  get region(): Region | undefined {
    return this.state.region;
  }

  /** A number for a hunk that none had before. */
  newId(): number {
    return this.nextId++;
  }

  /** What was pending in an earlier life of the editor. */
  restore(text: string, hunks: Hunks): void {
    this.nextId = Math.max(this.nextId, ...hunks.map(({ id }) => id + 1));
    this.decide(text, hunks);
  }

  /** Announces an edit before it is sent, so that its event is not taken for the user's. */
  expect(before: string, edit: ExpectedEdit): void {
    this.remember(before);
    this.expected = edit;
  }

  get isExpecting(): boolean {
    return this.expected !== undefined;
  }

  /** Ends the wait: the edit will never arrive. */
  expectNothing(): void {
    this.expected = undefined;
  }

  /** A decision that changes no text, which undo does not take back. */
  decide(text: string, hunks: Hunks): void {
    this.remembered.clear();
    this.state = { ...this.state, hunks };
    if (hunks.length > 0) this.remember(text);
  }

  setRegion(region: Region | undefined): void {
    this.state = { ...this.state, region };
  }

  /** `text` is the document after the changes, which are in the order they are applied. */
  changed(text: string, changes: readonly TextChange[], isUndoOrRedo: boolean): void {
    if (this.expected?.text === text) {
      const { hunksAfter, regionAfter } = this.expected;
      const { hunks, region } = this.state;
      this.state = { hunks: hunksAfter(hunks), region: region && regionAfter(region) };
      this.expected = undefined;
    } else {
      const hunks = this.hunksAfter(text, changes, isUndoOrRedo);
      // Who undoes while a run writes wants it to end.
      this.state = { hunks, region: isUndoOrRedo ? undefined : this.regionAfter(changes) };
    }
    if (this.hunks.length > 0 || this.remembered.size > 0) this.remember(text);
  }

  private hunksAfter(text: string, changes: readonly TextChange[], isUndoOrRedo: boolean): Hunks {
    // The file was read again from the disk, or checked out: as if all had been discarded.
    if (text === originalText(this.lastText, this.hunks)) return [];
    const earlier = isUndoOrRedo ? this.remembered.get(digestOf(text)) : undefined;
    if (earlier !== undefined) return earlier;
    let before = this.lastText;
    return changes.reduce((hunks, change) => {
      const followed = followChange(before, hunks, change, () => this.newId());
      before = applyChange(before, change);
      return followed;
    }, this.state.hunks);
  }

  private regionAfter(changes: readonly TextChange[]): Region | undefined {
    return changes.reduce<Region | undefined>(
      (region, change) => region && followRegion(region, change),
      this.state.region,
    );
  }

  private remember(text: string): void {
    this.lastText = text;
    const digest = digestOf(text);
    this.remembered.delete(digest);
    this.remembered.set(digest, this.state.hunks);
    const [oldest] = this.remembered.keys();
    if (oldest !== undefined && this.remembered.size > maxRemembered) this.remembered.delete(oldest);
  }
}

function digestOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}

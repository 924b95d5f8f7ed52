// Which documents were visited and edited last: the candidates for related code. Holds no text, only ways to it.
// Knows no VS Code; must not choose what of a candidate is used.

import { followRange, growing, keeping } from '../../base/ranges.ts';
import type { TextChange } from '../../base/textChanges.ts';
import type { DocumentPrivacy } from '../../privacy/filePrivacy.ts';

/** A document as the editor has it now. */
export interface OpenDocument {
  readonly uri: string;
  /** From the workspace folder, or all of it outside; with `/` between names. */
  readonly path: string;
  readonly languageId: string;
  readonly readText: () => string;
}

/** Offsets of the document's text as it is now. */
export interface EditedRange {
  readonly startOffset: number;
  readonly endOffset: number;
}

export interface RecentDocument {
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  /** Grows with every visit. */
  readonly lastVisit: number;
  /** Where the cursor stood last. */
  readonly cursorOffset: number;
  /** Oldest first. */
  readonly editedRanges: readonly EditedRange[];
}

export interface CandidateSource {
  /** Open documents that the model may read, without the current one; last visited first. */
  candidates(currentUri: string): readonly RecentDocument[];
}

interface Entry {
  readonly document: OpenDocument;
  lastVisit: number;
  cursorOffset: number;
  editedRanges: readonly EditedRange[];
}

const maxDocuments = 20;
const maxEditedRanges = 8;
/** Larger ones are data, and their text is costly to build. */
const maxCharacters = 1_000_000;

export class RecentDocuments implements CandidateSource {
  private readonly privacy: DocumentPrivacy;
  /** In the order of visits, last visited last. */
  private readonly entries = new Map<string, Entry>();
  private visits = 0;

  constructor(privacy: DocumentPrivacy) {
    this.privacy = privacy;
  }

  /** The cursor is in this document, at `offset`. */
  visit(document: OpenDocument, offset: number): void {
    const { uri } = document;
    const editedRanges = this.entries.get(uri)?.editedRanges ?? [];
    this.visits++;
    this.entries.delete(uri);
    this.entries.set(uri, { document, lastVisit: this.visits, cursorOffset: offset, editedRanges });
    const [oldest] = this.entries.keys();
    if (oldest !== undefined && this.entries.size > maxDocuments) this.entries.delete(oldest);
  }

  /** In the order they happened. Documents that nobody visited are passed over: a rename edits many. */
  edit(uri: string, changes: readonly TextChange[]): void {
    const entry = this.entries.get(uri);
    if (entry === undefined) return;
    for (const change of changes) {
      entry.cursorOffset = offsetAfter(entry.cursorOffset, change);
      entry.editedRanges = rangesAfter(entry.editedRanges, change);
    }
  }

  close(uri: string): void {
    this.entries.delete(uri);
  }

  candidates(currentUri: string): readonly RecentDocument[] {
    return [...this.entries.values()]
      .filter(({ document }) => document.uri !== currentUri && this.isReadable(document))
      .toReversed()
      .map(({ document, ...entry }) => ({
        uri: document.uri,
        path: document.path,
        languageId: document.languageId,
        get text() {
          return document.readText();
        },
        ...entry,
      }));
  }

  private isReadable({ uri, readText }: OpenDocument): boolean {
    const refusal = this.privacy.refusal(uri);
    // Its turn comes when the rules are known.
    if (refusal === 'rulesNotRead') void this.privacy.rulesRead(uri);
    if (refusal !== undefined) return false;
    const text = readText();
    return text.length <= maxCharacters && this.privacy.refusal(uri, text) === undefined;
  }
}

/** What is typed at the cursor is before it. */
function offsetAfter(offset: number, change: TextChange): number {
  return followRange({ startOffset: offset, endOffset: offset }, change, keeping).startOffset;
}

/** Ranges that the change touches become one with it, which is then the newest. */
function rangesAfter(ranges: readonly EditedRange[], change: TextChange): readonly EditedRange[] {
  const inserted = {
    startOffset: change.startOffset,
    endOffset: change.startOffset + change.insertedText.length,
  };
  const followed = ranges.map((range) => followRange(range, change, growing));
  const isTouched = (range: EditedRange) =>
    range.startOffset <= inserted.endOffset && range.endOffset >= inserted.startOffset;
  const touched = [inserted, ...followed.filter(isTouched)];
  const newest = {
    startOffset: Math.min(...touched.map((range) => range.startOffset)),
    endOffset: Math.max(...touched.map((range) => range.endOffset)),
  };
  const others = followed
    .filter((range) => !isTouched(range))
    .map(({ startOffset, endOffset }) => ({ startOffset, endOffset }));
  return [...others, newest].slice(-maxEditedRanges);
}

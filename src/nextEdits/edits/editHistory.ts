// What was edited lately, as edits that one meant: changes are gathered for each document and become units when one
// rests or goes on elsewhere. Costs next to nothing a key. Must not know rules, or VS Code.

import { movedStart, type TextRange } from '../../base/ranges.ts';
import { applyChange, type TextChange } from '../../base/textChanges.ts';
import type { NodeFacts } from '../../context/syntax/nodeFacts.ts';
import { EditedSpans } from './editedSpans.ts';
import { type EditUnit, editUnitOf } from './editUnit.ts';

/** A document's text when it last rested, and what was changed since. */
interface Edited {
  readonly languageId: string;
  baseText: string;
  readonly spans: EditedSpans;
}

/** An edit, and where it stands now; undefined when that was edited again. */
export interface PlacedUnit {
  readonly unit: EditUnit;
  readonly offset: number | undefined;
}

export interface RestingEdit {
  /** Oldest first; the last one is the edit that was just made. */
  readonly units: readonly PlacedUnit[];
  /** Where its new text stands. */
  readonly at: TextRange;
}

export interface RestingDocument {
  readonly uri: string;
  readonly text: string;
  readonly factsOf: (range: TextRange) => NodeFacts | undefined;
}

const maxUnits = 8;

export class EditHistory {
  /** Opened last comes last. */
  private readonly documents = new Map<string, Edited>();
  private units: readonly PlacedUnit[] = [];

  private readonly maxDocuments: number;

  constructor(maxDocuments: number) {
    this.maxDocuments = maxDocuments;
  }

  /** The text that changes are to come to; a document that is not known yet has none. */
  isKnown(uri: string): boolean {
    return this.documents.has(uri);
  }

  open(uri: string, languageId: string, text: string): void {
    this.documents.delete(uri);
    this.documents.set(uri, { languageId, baseText: text, spans: new EditedSpans() });
    const [oldest] = this.documents.keys();
    if (oldest !== undefined && this.documents.size > this.maxDocuments) this.documents.delete(oldest);
  }

  /**
   * Several places at once are several cursors, a formatter or a rename by a server: nobody is in the middle of
   * repeating anything there, and the document has to be opened anew.
   */
  change(uri: string, changes: readonly TextChange[]): void {
    const edited = this.documents.get(uri);
    const [change] = changes;
    if (edited === undefined || change === undefined) return;
    for (const moving of changes) this.move(uri, moving);
    if (changes.length > 1 || !edited.spans.apply(change)) this.documents.delete(uri);
  }

  /** What was just edited; undefined when it is nothing, or not known. */
  rest({ uri, text, factsOf }: RestingDocument): RestingEdit | undefined {
    const edited = this.documents.get(uri);
    if (edited === undefined) return undefined;
    const { languageId, spans } = edited;
    const document = { uri, languageId };
    const settled = spans.settleOthers();
    const { last } = spans;
    let growth = 0;
    for (const { startOffset, endOffset, text: insertedText } of settled) {
      const change = {
        startOffset: startOffset + growth,
        removedLength: endOffset - startOffset,
        insertedText,
      };
      const isBehind = last !== undefined && last.startOffset < change.startOffset;
      const ahead = isBehind ? last.text.length - (last.endOffset - last.startOffset) : 0;
      const unit = editUnitOf(document, edited.baseText, change, (range) => factsOf(shifted(range, ahead)));
      const offset = change.startOffset + ahead;
      if (unit !== undefined) this.units = [...this.units, { unit, offset }].slice(-maxUnits);
      edited.baseText = applyChange(edited.baseText, change);
      growth += insertedText.length - change.removedLength;
    }
    if (last === undefined) return undefined;
    const at = { startOffset: last.startOffset, endOffset: last.startOffset + last.text.length };
    // A document that is not what was told of it.
    if (text.slice(at.startOffset, at.endOffset) !== last.text) {
      this.documents.delete(uri);
      return undefined;
    }
    const { startOffset, endOffset, text: insertedText } = last;
    const change = { startOffset, removedLength: endOffset - startOffset, insertedText };
    const unit = editUnitOf(document, edited.baseText, change, factsOf);
    if (unit === undefined) return undefined;
    return { units: [...this.units, { unit, offset: at.startOffset }], at };
  }

  /** The document is gone, or hidden from now on; what was edited in it is forgotten too. */
  forget(uri: string): void {
    this.documents.delete(uri);
    this.units = this.units.filter(({ unit }) => unit.uri !== uri);
  }

  private move(uri: string, change: TextChange): void {
    this.units = this.units.map(({ unit, offset }) =>
      unit.uri === uri && offset !== undefined
        ? { unit, offset: movedStart(offset, change) }
        : { unit, offset },
    );
  }
}

function shifted({ startOffset, endOffset }: TextRange, by: number): TextRange {
  return { startOffset: startOffset + by, endOffset: endOffset + by };
}

// A text document as the extension host knows it: what the window told of it so far.
// Must not know the window.
import { applyChange, type TextChange } from '../../../src/base/textChanges.ts';
import { Position, Range, type Replacement, type Uri } from './values.ts';

export interface ContentChange {
  readonly range: Range;
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

export class HostDocument {
  readonly uri: Uri;
  readonly languageId = 'typescript';
  version: number;
  isClosed = false;
  isDirty = false;
  private text: string;

  constructor(uri: Uri, text: string, version: number) {
    this.uri = uri;
    this.text = text;
    this.version = version;
  }

  get isUntitled(): boolean {
    return this.uri.scheme === 'untitled';
  }

  getText(): string {
    return this.text;
  }

  positionAt(offset: number): Position {
    const before = this.text.slice(0, offset);
    const lineStart = before.lastIndexOf('\n') + 1;
    return new Position(before.split('\n').length - 1, offset - lineStart);
  }

  offsetAt({ line, character }: Position): number {
    let lineStart = 0;
    for (let above = 0; above < line; above++) lineStart = this.text.indexOf('\n', lineStart) + 1;
    return lineStart + character;
  }

  /** Gives what the event says. */
  take(changes: readonly TextChange[], version: number): readonly ContentChange[] {
    const told = changes.map(({ startOffset, removedLength, insertedText }) => ({
      range: new Range(this.positionAt(startOffset), this.positionAt(startOffset + removedLength)),
      rangeOffset: startOffset,
      rangeLength: removedLength,
      text: insertedText,
    }));
    this.text = changes.reduce(applyChange, this.text);
    this.version = version;
    return told;
  }
}

/** From the end to the start. */
export function changesIn(
  document: HostDocument,
  replacements: readonly Replacement[],
): readonly TextChange[] {
  return replacements
    .map(({ range, text }) => {
      const startOffset = document.offsetAt(range.start);
      return { startOffset, removedLength: document.offsetAt(range.end) - startOffset, insertedText: text };
    })
    .toSorted((one, other) => other.startOffset - one.startOffset);
}

// Whether an answer's lines, as far as a reader would be shown them, are whole by the document's syntax.
// Joins clean-up and syntax; must not decide where an answer is cut.
import type { ContextSource, DocumentSnapshot } from '../../context/window/contextWindow.ts';
import { fitAnswer } from '../cleanup/cleanup.ts';
import type { Place } from '../place/place.ts';
import type { Editing } from '../place/surroundings.ts';
import { surroundings } from '../place/surroundings.ts';
import { breaksSyntax } from './gate.ts';

/** Where the syntax is not known, all that brackets and indentation find complete is. */
export type IsWhole = (document: DocumentSnapshot, place: Place, text: string) => boolean;

export function createIsWhole(context: Pick<ContextSource, 'syntaxErrors'>): IsWhole {
  return (document, place, text) => {
    const { offset, afterOffset } = place;
    const editing: Editing = { languageId: document.languageId };
    // What the line or the next one has already is not written again.
    const clean = fitAnswer(text, surroundings(place.text, offset, afterOffset), editing);
    if (clean.kind === 'silent') return true;
    const { text: insertedText, replacedLength } = clean.suggestion;
    const removedLength = afterOffset - offset + replacedLength;
    return !breaksSyntax(
      context.syntaxErrors(document, { startOffset: offset, removedLength, insertedText }),
    );
  };
}

// Divides an adopted answer into what is shown at once and what follows when that was accepted, each with the place
// it belongs to. Pure. Divided once, so that what is shown stays the same while someone types along with it.
import { lineEndOf } from '../../base/lineEnds.ts';
import { fitAnswer } from '../cleanup/cleanup.ts';
import { lexisOf } from '../cleanup/lexis.ts';
import type { Place } from '../place/place.ts';
import type { Editing } from '../place/surroundings.ts';
import { surroundings } from '../place/surroundings.ts';
import { cutAtStatement } from './statementCut.ts';

export interface AnswerPiece {
  readonly place: Place;
  readonly text: string;
  /** Where the piece begins in the answer. */
  readonly startOffset: number;
}

/** Later pieces rest on all before them, and a small model drifts. */
const mostPieces = 3;

/**
 * At least one piece: the first is the answer for `place`, the others are for the places behind each other.
 * @param isWhole what the syntax says of the beginning of an answer that brackets and indentation find complete
 */
export function answerPieces(
  text: string,
  place: Place,
  editing: Editing,
  isWhole: (text: string) => boolean = () => true,
): readonly [AnswerPiece, ...AnswerPiece[]] {
  const around = surroundings(place.text, place.offset, place.afterOffset);
  const { shown, rest } = cutAtStatement(text, around, lexisOf(editing.languageId), isWhole);
  const pieces: [AnswerPiece, ...AnswerPiece[]] = [{ place, text: shown, startOffset: 0 }];
  let left = rest;
  while (left.trim() !== '' && pieces.length < mostPieces) {
    const next = placeBehind(pieces.at(-1) ?? pieces[0], editing);
    const cut = cutAtStatement(left, surroundings(next.text, next.offset), lexisOf(editing.languageId));
    pieces.push({ place: next, text: cut.shown, startOffset: text.length - left.length });
    left = cut.rest;
  }
  return pieces;
}

/** Where the cursor stands when a piece was accepted. */
function placeBehind({ place, text }: AnswerPiece, editing: Editing): Place {
  const { uri, offset, afterOffset } = place;
  const clean = fitAnswer(text, surroundings(place.text, offset, afterOffset), editing);
  const replacedLength = clean.kind === 'text' ? clean.suggestion.replacedLength : 0;
  const inserted = text.trimEnd().replaceAll('\n', lineEndOf(place.text));
  const behind = offset + inserted.length;
  return {
    uri,
    text: place.text.slice(0, offset) + inserted + place.text.slice(afterOffset + replacedLength),
    offset: behind,
    afterOffset: behind,
    itemOffset: behind,
    forcedText: '',
  };
}

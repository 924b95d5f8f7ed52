// The document as it would stand after a suggestion was accepted, and whether that is worth asking about. Pure.
// Must not know engines or time.
import type { FinishReason } from '../../../engine/protocol/finishProtocol.ts';
import { lineEndOf } from '../../base/lineEnds.ts';
import type { DocumentSnapshot } from '../../context/window/contextWindow.ts';
import { isBrokenOff } from '../answers/statementCut.ts';
import type { Place } from '../place/place.ts';
import type { Editing } from '../place/surroundings.ts';
import { surroundings } from '../place/surroundings.ts';
import type { Offer } from '../showing/acceptance.ts';

/** A suggestion together with what it was made for. */
export interface Offered {
  readonly document: DocumentSnapshot;
  readonly place: Place;
  readonly editing: Editing;
  readonly offer: Offer;
  /** Undefined when it came from memory. */
  readonly finishReason: FinishReason | undefined;
  /** The line goes on with what is remembered. */
  readonly isBeginning: boolean;
}

/** A place that is not there yet. */
export interface Ahead {
  readonly place: Place;
  /** What stands behind the place of today by then, with the document's line ends. */
  readonly added: string;
  /** Characters right of the place of today that are gone by then. */
  readonly replacedLength: number;
  /** The way there: what is inserted until then. */
  readonly offer: Offer;
}

/**
 * Where the next request will come from when the suggestion is accepted. At the end of a line that is after Enter:
 * there an accepted suggestion is not continued on its own line. The indentation is left to the model, whose answer is
 * recalled behind the one that the editor inserts when both agree. Undefined when nothing is worth computing.
 */
export function placeAhead({ place, offer, finishReason, isBeginning }: Offered): Ahead | undefined {
  // What follows a beginning is there already.
  if (isBeginning) return undefined;
  // Accepting what ended before it was complete leads into the middle of something.
  if (finishReason !== undefined && isBrokenOff(finishReason)) return undefined;
  // Which item of a list is selected changes with every arrow key.
  if (place.forcedText !== '' || offer.text.length <= offer.typedLength) return undefined;
  const endOffset = offer.startOffset + offer.replaced.length;
  const restOfLine = surroundings(place.text, endOffset).lineAfter;
  // Space that an editor keeps, moves or removes at Enter.
  if (restOfLine !== '' && restOfLine.trim() === '') return undefined;
  const inserted = restOfLine === '' ? offer.text + lineEndOf(place.text) : offer.text;
  const text = place.text.slice(0, offer.startOffset) + inserted + place.text.slice(endOffset);
  const offset = offer.startOffset + inserted.length;
  return {
    place: { uri: place.uri, text, offset, afterOffset: offset, itemOffset: offset, forcedText: '' },
    added: inserted.slice(place.offset - offer.startOffset),
    replacedLength: endOffset - place.offset,
    offer: { ...offer, text: inserted },
  };
}

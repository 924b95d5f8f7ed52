// From an answer to what is shown of it. Pure.
// Must not know where the answer came from.
import type { Outcome } from '../../../engine/protocol/protocol.ts';
import { lineEndOf } from '../../base/lineEnds.ts';
import { fitAnswer } from '../cleanup/cleanup.ts';
import type { Place } from '../place/place.ts';
import type { Editing, Surroundings } from '../place/surroundings.ts';
import type { Offer } from './acceptance.ts';

/** What is shown: text that takes the place of a range on the cursor's line. */
export interface Suggestion {
  /** With `\n` line ends. */
  readonly text: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly source: 'engine' | 'memory';
  /** The answer has more, which was not sure enough. */
  readonly isBeginning?: boolean;
  /** What could stand there instead, likeliest first; none unless asked for by hand. */
  readonly others?: readonly Suggestion[];
}

/** @param text an adopted answer, the forced text included */
export function suggestionOf(
  text: string,
  place: Place,
  around: Surroundings,
  editing: Editing,
  source: Suggestion['source'],
): Outcome<Suggestion> {
  const clean = fitAnswer(text, around, editing);
  if (clean.kind === 'silent') return clean;
  const { suggestion } = clean;
  const addsToItem =
    suggestion.text.length > place.forcedText.length && suggestion.text.startsWith(place.forcedText);
  if (!addsToItem) return { kind: 'silent', reason: 'emptyAnswer' };
  const typed = place.text.slice(place.itemOffset, place.offset);
  return {
    kind: 'shown',
    value: {
      text: typed + suggestion.text,
      startOffset: place.itemOffset,
      endOffset: place.afterOffset + suggestion.replacedLength,
      source,
    },
  };
}

/** The suggestion as the document will have it. */
export function offerOf({ text, startOffset, endOffset }: Suggestion, place: Place): Offer {
  return {
    uri: place.uri,
    startOffset,
    replaced: place.text.slice(startOffset, endOffset),
    typedLength: place.offset - startOffset,
    text: text.replaceAll('\n', lineEndOf(place.text)),
  };
}

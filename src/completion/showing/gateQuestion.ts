// Gathers what the gate wants to know of a suggestion, and asks it. Must not decide anything itself.
import type { SilentReason } from '../../../engine/protocol/protocol.ts';
import type {
  ContextSource,
  DocumentSnapshot,
  SyntaxErrorCounts,
} from '../../context/window/contextWindow.ts';
import { type AdoptedAnswer, surenessTo } from '../answers/adoptedAnswer.ts';
import type { ServerNames } from '../names/serverNames.ts';
import type { Place } from '../place/place.ts';
import { closingOf } from './blockOpeners.ts';
import { breaksSyntax, decideShowing, isConfident, type Reader, type ShownText, worthOf } from './gate.ts';
import { countUnknownNames } from './knownNames.ts';
import type { Suggestion } from './suggestion.ts';

/** A suggestion with what it was made of. */
export interface GateCandidate {
  readonly answer: AdoptedAnswer;
  readonly suggestion: Suggestion;
  readonly document: DocumentSnapshot;
  readonly place: Place;
  readonly lineBefore: string;
}

export interface Gate {
  /** Of several ways to show an answer the one worth most goes first. */
  readonly worth: (judged: GateCandidate) => number;
  /** Why a suggestion is not to be shown. */
  readonly refusal: (judged: GateCandidate, reader: Reader) => SilentReason | undefined;
}

export interface GateParts {
  readonly context: Pick<ContextSource, 'syntaxErrors'>;
  /** Code of other files that a document's names may come from. */
  readonly otherTexts: (uri: string) => readonly string[];
  /** What the language server said; it knows of nothing, unless given. */
  readonly names?: Pick<ServerNames, 'isUnknown'> | undefined;
}

export function createGate({ context, otherTexts, names }: GateParts): Gate {
  const refusal: Gate['refusal'] = (judged, reader) => {
    const { place, lineBefore, suggestion } = judged;
    const isUnknown = names?.isUnknown(place, lineBefore, { text: textOf(suggestion, place) });
    if (isUnknown === true) return 'unknownName';
    const line = shownTextOf(judged);
    // Looking names up takes longer than all the rest, and never makes anything likelier.
    if (!isConfident(line, reader)) return 'notConfident';
    const unknownNames = unknownNamesOf(judged, otherTexts(judged.document.uri));
    return decideShowing({ ...line, unknownNames }, reader, () => syntaxErrorsWith(judged, context));
  };
  return { worth: (judged) => worthOf(shownTextOf(judged)), refusal };
}

/** What a suggestion leaves open is no error when all is well once that is closed. */
export function syntaxErrorsWith(
  { suggestion, document, place, lineBefore }: GateCandidate,
  context: Pick<ContextSource, 'syntaxErrors'>,
): SyntaxErrorCounts | 'unknown' {
  const { startOffset, endOffset, text } = suggestion;
  const removedLength = endOffset - startOffset;
  const errors = context.syntaxErrors(document, { startOffset, removedLength, insertedText: text });
  if (!breaksSyntax(errors)) return errors;
  const shown = text.slice(place.offset - startOffset);
  const closing = closingOf(shown, lineBefore, document.languageId);
  if (closing === '') return errors;
  return context.syntaxErrors(document, { startOffset, removedLength, insertedText: text + closing });
}

/** With no names looked up. */
export function shownTextOf({ answer, suggestion, place }: GateCandidate): ShownText {
  const text = textOf(suggestion, place);
  // Where it ends with a line of the answer, nothing on that line is left out.
  const isInLine = suggestion.isBeginning === true && !answer.text.startsWith('\n', text.length);
  return {
    ...surenessTo(answer, text.length),
    isBeginning: isInLine,
    characters: text.trim().length,
    unknownNames: 0,
  };
}

export function unknownNamesOf(
  { suggestion, document, place, lineBefore }: GateCandidate,
  otherTexts: readonly string[],
): number {
  const { languageId, text } = document;
  const { offset } = place;
  return textOf(suggestion, place)
    .split('\n')
    .reduce((sum, line, index) => {
      const before = index === 0 ? lineBefore : '';
      return sum + countUnknownNames(line, { languageId, lineBefore: before, text, offset, otherTexts });
    }, 0);
}

function textOf({ text, startOffset }: Suggestion, { offset }: Place): string {
  return text.slice(offset - startOffset);
}

// Gathers what the gate wants to know of a suggestion, and asks it. Must not decide anything itself.
import type { SilentReason } from '../../engine/protocol.ts';
import type { ContextSource, DocumentSnapshot } from '../context/contextWindow.ts';
import type { Eagerness } from '../settings.ts';
import { type Answer, probabilitiesTo } from './answer.ts';
import { decideShowing, type FirstLine } from './gate.ts';
import { countUnknownNames } from './knownNames.ts';
import type { Place } from './place.ts';
import type { Suggestion } from './suggestion.ts';

/** A suggestion with what it was made of. */
export interface Judged {
  readonly answer: Answer;
  readonly suggestion: Suggestion;
  readonly document: DocumentSnapshot;
  readonly place: Place;
  readonly lineBefore: string;
}

/** Says why a suggestion is not to be shown. */
export type Judge = (judged: Judged, eagerness: Eagerness) => SilentReason | undefined;

export interface JudgeParts {
  readonly context: Pick<ContextSource, 'syntaxErrors'>;
  /** Code of other files that a document's names may come from. */
  readonly otherTexts: (uri: string) => readonly string[];
}

export function createJudge({ context, otherTexts }: JudgeParts): Judge {
  return (judged, eagerness) => {
    const { startOffset, endOffset, text } = judged.suggestion;
    const change = { startOffset, removedLength: endOffset - startOffset, insertedText: text };
    return decideShowing(firstLineOf(judged, otherTexts(judged.document.uri)), eagerness, () =>
      context.syntaxErrors(judged.document, change),
    );
  };
}

export function firstLineOf(
  { answer, suggestion, document, place, lineBefore }: Judged,
  otherTexts: readonly string[],
): FirstLine {
  const shown = suggestion.text.slice(place.offset - suggestion.startOffset);
  const line = /^\s*.*/.exec(shown)?.[0] ?? '';
  const { languageId, text } = document;
  return {
    probabilities: probabilitiesTo(answer, line.length),
    characters: line.trim().length,
    unknownNames: countUnknownNames(line, {
      languageId,
      lineBefore,
      text,
      offset: place.offset,
      otherTexts,
    }),
  };
}

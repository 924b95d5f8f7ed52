// What of an answer the product would offer to somebody who types: behind its gate, whole or its sure beginning.
// Must not know configurations, nor how answers are made.
import type { Completion } from '../../../engine/protocol/protocol.ts';
import { answerOf, sliceAnswer } from '../../../src/completion/answers/adoptedAnswer.ts';
import { answerPieces } from '../../../src/completion/answers/answerPieces.ts';
import { placeAt } from '../../../src/completion/place/place.ts';
import { surroundings } from '../../../src/completion/place/surroundings.ts';
import { createGate, type GateParts } from '../../../src/completion/showing/gateQuestion.ts';
import { Showing } from '../../../src/completion/showing/showing.ts';
import { ShownSuggestions } from '../../../src/completion/showing/shownSuggestions.ts';
import type { EvaluationCase } from '../cases.ts';
import { documentOf } from '../caseWindow.ts';
import { isSameLine } from '../metrics.ts';

/** Undefined when nothing is offered. */
export function offeredText(
  question: EvaluationCase,
  completion: Completion,
  gateParts: GateParts,
): { readonly text: string; readonly isBeginning: boolean } | undefined {
  const { document, offset } = documentOf(question);
  const place = placeAt(document, offset, undefined);
  const around = surroundings(document.text, offset);
  const editing = { languageId: document.languageId };
  const answer = answerOf(completion, '', around, editing);
  const [{ text: piece }] = answerPieces(answer.text, place, editing);
  const reader = { eagerness: 'balanced' as const, isWaiting: false };
  const viewing = { document, place, around, editing, isManual: false, reader };
  const showing = new Showing(new ShownSuggestions(), createGate(gateParts));
  const outcome = showing.of(sliceAnswer(answer, 0, piece.length), viewing, 'engine');
  if (outcome.kind !== 'shown') return undefined;
  const { text, startOffset, isBeginning = false } = outcome.value;
  return { text: text.slice(offset - startOffset), isBeginning };
}

/** Whether somebody would have written what is offered. */
export function isRightOffer(
  { text, isBeginning }: { readonly text: string; readonly isBeginning: boolean },
  { restOfLine, expected }: EvaluationCase,
): boolean {
  if (isBeginning) return expected.startsWith(text.trimEnd());
  const [firstLine = ''] = text.split('\n');
  return isSameLine(firstLine, restOfLine);
}

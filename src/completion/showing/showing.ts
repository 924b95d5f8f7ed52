// What of an answer is shown: what is shown already, all of it where that is sure enough, or its sure beginning.
// Must not know where answers come from, nor what becomes of what is shown.
import type { Outcome, SilentReason } from '../../../engine/protocol/protocol.ts';
import { withPlainLineEnds } from '../../base/lineEnds.ts';
import type { DocumentSnapshot } from '../../context/window/contextWindow.ts';
import type { AdoptedAnswer } from '../answers/adoptedAnswer.ts';
import { lexisOf } from '../cleanup/lexis.ts';
import type { Place } from '../place/place.ts';
import type { Editing, Surroundings } from '../place/surroundings.ts';
import { beginningsOf, lineEndsOf } from './beginnings.ts';
import type { Reader } from './gate.ts';
import type { Gate, GateCandidate } from './gateQuestion.ts';
import type { ShownSuggestions } from './shownSuggestions.ts';
import { isLoneKeyword } from './stumps.ts';
import { offerOf, type Suggestion, suggestionOf } from './suggestion.ts';

/** Where and for whom something is shown. */
export interface Viewing {
  readonly document: DocumentSnapshot;
  readonly place: Place;
  readonly around: Surroundings;
  readonly editing: Editing;
  /** Asked for by hand: whatever the model answers is shown. */
  readonly isManual: boolean;
  readonly reader: Reader;
}

type Source = Suggestion['source'];
type Shown = Extract<Outcome<Suggestion>, { kind: 'shown' }>;

const unsure = { kind: 'silent', reason: 'notConfident' } as const;

export class Showing {
  private readonly shownSuggestions: ShownSuggestions;
  private readonly gate: Gate;

  constructor(shownSuggestions: ShownSuggestions, gate: Gate) {
    this.shownSuggestions = shownSuggestions;
    this.gate = gate;
  }

  /** The first answer that has something to show, with what the others would show instead. */
  ofAll(
    answers: readonly [AdoptedAnswer, ...AdoptedAnswer[]],
    viewing: Viewing,
    source: Source,
  ): Outcome<Suggestion> {
    const [first, ...others] = answers;
    const outcome = this.of(first, viewing, source);
    const outcomes = [outcome, ...others.map((answer) => this.of(answer, viewing, source))];
    const shown = new Map<string, Suggestion>();
    for (const each of outcomes) {
      if (each.kind === 'shown' && !shown.has(each.value.text)) shown.set(each.value.text, each.value);
    }
    const [best, ...rest] = shown.values();
    if (best === undefined) return outcome;
    return { kind: 'shown', value: rest.length === 0 ? best : { ...best, others: rest } };
  }

  of(answer: AdoptedAnswer, viewing: Viewing, source: Source): Outcome<Suggestion> {
    const { place, around, editing, isManual } = viewing;
    const whole = suggestionOf(answer.text, place, around, editing, source);
    if (answer.isOpen === true && whole.kind !== 'shown') return unsure;
    if (whole.kind !== 'shown' || isManual) return whole;
    if (this.shownSuggestions.isShown(offerOf(whole.value, place))) return whole;
    return this.kept(answer, viewing, source) ?? this.judged(answer, whole, viewing, source);
  }

  /** What someone is typing along with stays as it is, though more of it may have become sure. */
  private kept(answer: AdoptedAnswer, viewing: Viewing, source: Source): Shown | undefined {
    const { uri, offset } = viewing.place;
    const rest = withPlainLineEnds(this.shownSuggestions.restShown(uri, offset) ?? '');
    if (rest === '' || !answer.text.startsWith(rest)) return undefined;
    return beginningUpTo(rest.length, answer, viewing, source);
  }

  private judged(answer: AdoptedAnswer, whole: Shown, viewing: Viewing, source: Source): Outcome<Suggestion> {
    const { around, editing, place } = viewing;
    const lexis = lexisOf(editing.languageId);
    const text = whole.value.text.slice(place.offset - whole.value.startOffset);
    if (isLoneKeyword(text, around, lexis)) return { kind: 'silent', reason: 'emptyAnswer' };
    // An open answer has no whole.
    let reason: SilentReason = unsure.reason;
    for (const option of this.optionsOf(answer, whole, viewing, source)) {
      const refusal = this.gate.refusal(candidateOf(answer, option, viewing), viewing.reader);
      if (refusal === undefined) return option;
      if (option === whole) reason = refusal;
    }
    return { kind: 'silent', reason };
  }

  /** Of several lines the most first, as many as are sure enough; of one line what is worth most. */
  private *optionsOf(
    answer: AdoptedAnswer,
    whole: Shown,
    viewing: Viewing,
    source: Source,
  ): Generator<Shown> {
    const lexis = lexisOf(viewing.editing.languageId);
    const upTo = (end: number) => beginningUpTo(end, answer, viewing, source) ?? [];
    const wholes = answer.isOpen === true ? [] : [whole];
    const isOneLine = !answer.text.trim().includes('\n');
    if (!isOneLine) {
      yield* wholes;
      yield* lineEndsOf(answer, lexis).flatMap(upTo);
    }
    const beginnings = beginningsOf(answer, viewing.around, lexis).flatMap(upTo);
    const valued = (isOneLine ? [...wholes, ...beginnings] : beginnings).map((option) => ({
      option,
      worth: this.gate.worth(candidateOf(answer, option, viewing)),
    }));
    yield* valued.toSorted((one, other) => other.worth - one.worth).map(({ option }) => option);
  }
}

function candidateOf(
  answer: AdoptedAnswer,
  { value: suggestion }: Shown,
  { document, place, around: { lineBefore } }: Viewing,
): GateCandidate {
  return { answer, suggestion, document, place, lineBefore };
}

function beginningUpTo(
  end: number,
  { text }: AdoptedAnswer,
  { place, around, editing }: Viewing,
  source: Source,
): Shown | undefined {
  const outcome = suggestionOf(text.slice(0, end), place, around, editing, source);
  if (outcome.kind !== 'shown') return undefined;
  return { kind: 'shown', value: { ...outcome.value, isBeginning: true } };
}

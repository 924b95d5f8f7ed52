// One request from trigger to clean suggestion, as steps. Knows no VS Code: documents are snapshots, timers are
// given. Must not throw for expected outcomes; they are values.
import type { CompleteParams, Completion, GeneratedText, Outcome } from '../../engine/protocol/protocol.ts';
import type { Cancellation } from '../base/cancellation.ts';
import { orCancelled } from '../base/cancellation.ts';
import type { Logger } from '../base/log.ts';
import type { SetTimer } from '../base/time.ts';
import type { DocumentSnapshot, TextKind } from '../context/window/contextWindow.ts';
import type { DocumentPrivacy } from '../privacy/filePrivacy.ts';
import type { Eagerness, Settings } from '../settings/settings.ts';
import { type AdoptedAnswer, answerOf, sliceAnswer, wouldGoOn } from './answers/adoptedAnswer.ts';
import type { AnswerMemory } from './answers/answerMemory.ts';
import { answerPieces } from './answers/answerPieces.ts';
import type { Continuation } from './asking/continuation.ts';
import type { EngineQuestions } from './asking/engineQuestions.ts';
import { extentToAskFor } from './asking/extent.ts';
import type { ServerNames } from './names/serverNames.ts';
import type { Place } from './place/place.ts';
import type { Indentation, Surroundings } from './place/surroundings.ts';
import { describeRecord, type RecentOutcomes, recordOf } from './recentOutcomes.ts';
import type { Gate } from './showing/gateQuestion.ts';
import { Showing } from './showing/showing.ts';
import type { ShownSuggestions } from './showing/shownSuggestions.ts';
import { offerOf, type Suggestion } from './showing/suggestion.ts';
import type { IsWhole } from './showing/wholeStatement.ts';
import { type Patience, patienceMs } from './when/patience.ts';
import { type AskedPlace, type Situation, situationOf } from './when/situation.ts';
import { decideDelayMs, type TypingRhythm } from './when/typingRhythm.ts';

export interface PipelineRequest extends AskedPlace {
  readonly id: number;
  /** Somebody waits where nothing was sure enough: what is remembered is judged once more, and nobody is asked. */
  readonly isSecondLook?: boolean;
  /** How the editor indents the document; undefined leaves indentation as the model wrote it. */
  readonly indentation?: Indentation | undefined;
  /** Whether the document still is as it was when this was asked. */
  readonly isCurrent: () => boolean;
}

export interface PipelineParts {
  readonly questions: EngineQuestions;
  /** What language servers list; nobody is asked, unless given. */
  readonly names?: ServerNames | undefined;
  readonly memory: AnswerMemory;
  readonly rhythm: TypingRhythm;
  readonly patience: Patience;
  readonly shownSuggestions: ShownSuggestions;
  readonly continuation: Continuation;
  readonly gate: Gate;
  /** How far an answer is to be decoded that nobody asked for by hand. */
  readonly decodedFor: (eagerness: Eagerness) => Pick<CompleteParams, 'leastProbability'>;
  readonly isWhole: IsWhole;
  readonly privacy: DocumentPrivacy;
  readonly outcomes: RecentOutcomes;
  readonly settings: (languageId: string) => Settings;
  readonly isSnoozed?: () => boolean;
  readonly kindAt: (document: DocumentSnapshot, offset: number) => TextKind;
  /** Whether power is short, as on a battery: nothing ahead is computed, and typing is waited out. Never when absent. */
  readonly savesPower?: () => boolean;
  readonly setTimer: SetTimer;
  readonly now: () => number;
  readonly log: Logger;
}

/** Where a request stands once its text has been read. */
interface Standing {
  readonly request: PipelineRequest;
  readonly settings: Settings;
  readonly document: DocumentSnapshot;
  readonly place: Place;
  readonly around: Surroundings;
}

interface Ended {
  readonly outcome: Outcome<Suggestion>;
  readonly completion?: Completion;
  /** How long it waited for the next key. */
  readonly waitedMs?: number;
  readonly standing?: Standing;
}

/** Nobody has read a suggestion before this many of the gaps that usually lie between two keys. */
const gapsBeforeReading = 2;
/** How many other suggestions one may go on to; each takes as long to compute as the first. */
const othersByHand = 2;

export class CompletionPipeline {
  private readonly parts: PipelineParts;
  private readonly showing: Showing;

  constructor(parts: PipelineParts) {
    this.parts = parts;
    this.showing = new Showing(parts.shownSuggestions, parts.gate);
  }

  async complete(request: PipelineRequest, cancellation: Cancellation): Promise<Outcome<Suggestion>> {
    const { now, outcomes, log, patience, rhythm } = this.parts;
    const startMs = now();
    patience.stop();
    const { outcome, completion, waitedMs = 0, standing } = await this.run(request, cancellation);
    const endedAtMs = now();
    const times = { endedAtMs, totalMs: endedAtMs - startMs, waitedMs };
    const record = recordOf(request, outcome, completion, times);
    outcomes.add(record);
    log.debug(describeRecord(record));
    if (outcome.kind === 'shown') {
      log.trace(`request ${request.id} shows ${JSON.stringify(outcome.value.text)}`);
      if (standing !== undefined) this.follow(outcome.value, standing, completion);
    }
    if (isWorthWaiting(request, outcome))
      patience.wait({ uri: request.uri, offset: request.offset }, patienceMs(rhythm.state));
    return outcome;
  }

  /** Whether something would be asked for here, and why not. Asks nobody. */
  situation(asked: AskedPlace): Situation {
    const { settings, isSnoozed, memory, shownSuggestions } = this.parts;
    const switches = { ...settings(asked.languageId), isSnoozed: isSnoozed?.() === true };
    const isJustAccepted = (place: Place) =>
      shownSuggestions.isJustAccepted(asked.uri, asked.offset) &&
      // What is left over of a longer answer was meant to be shown next.
      memory.recall(place) === undefined;
    return situationOf(asked, switches, { ...this.parts, isJustAccepted });
  }

  private async run(request: PipelineRequest, cancellation: Cancellation): Promise<Ended> {
    const settings = this.parts.settings(request.languageId);
    let situation = this.situation(request);
    if (situation.kind === 'refused' && situation.reason === 'rulesNotRead') {
      const waited = await orCancelled(this.parts.privacy.rulesRead(request.uri), cancellation);
      if (waited === 'cancelled') return cancelled('cancelled');
      if (!request.isCurrent()) return cancelled('documentChanged');
      situation = this.situation(request);
    }
    if (situation.kind === 'refused') return silent(situation.reason);
    const { document, place, around } = situation;
    const standing = { request, settings, document, place, around };
    const recalled = request.isManual ? undefined : this.recalled(standing);
    if (recalled !== undefined) return recalled;
    if (request.isSecondLook === true) return silent('notConfident');
    const delayMs = request.isManual ? 0 : this.delayMs(standing);
    if (delayMs > 0) {
      const waited = new Promise<void>((resolve) => this.parts.setTimer(resolve, delayMs));
      if ((await orCancelled(waited, cancellation)) === 'cancelled') return cancelled('cancelled');
      // What an earlier request was waiting for may have come meanwhile.
      const arrived = this.recalled(standing);
      if (arrived !== undefined) return arrived;
    }
    return { ...(await this.ask(standing, cancellation)), waitedMs: delayMs };
  }

  /** What is remembered; undefined where nothing is, or the engine knows more by now. */
  private recalled(standing: Standing): Ended | undefined {
    const { memory, names, decodedFor } = this.parts;
    const answer = memory.recall(standing.place);
    if (answer === undefined) return undefined;
    const ended = this.show(standing, 'memory', answer);
    if (ended.outcome.kind === 'shown') return ended;
    const { place, around } = standing;
    // With names that have come since another answer is to be had.
    if (names?.isUnknown(place, around.lineBefore, answer) === true) return undefined;
    const { leastProbability } = decodedFor(standing.settings.eagerness);
    return wouldGoOn(answer, leastProbability) ? undefined : ended;
  }

  private async ask(standing: Standing, cancellation: Cancellation): Promise<Ended> {
    const { request, settings, document, place, around } = standing;
    const { questions, rhythm, memory } = this.parts;
    const extent = extentToAskFor(around, request.isManual, settings.maxLines);
    // Nobody waits for the others with nothing on screen: asking again, or for the next one, brings them.
    const isShown = this.parts.shownSuggestions.restShown(place.uri, place.offset) !== undefined;
    const alternatives = request.isManual && isShown ? { alternatives: othersByHand } : {};
    const { isManual } = request;
    const decoded = isManual ? {} : this.parts.decodedFor(settings.eagerness);
    const nameId = this.parts.names?.begin(document, place, around.lineBefore);
    const wanted = { ...extent, ...alternatives, ...decoded, nameId, isManual };
    const result = await questions.ask(document, place, wanted, cancellation);
    if (result.kind !== 'shown') return { outcome: result };
    const completion = result.value;
    rhythm.answered(completion.timings.firstTokenMs);
    const adopted = (written: GeneratedText) => {
      const answer = answerOf(written, place.forcedText, around, request);
      const isWhole = (text: string) => this.parts.isWhole(document, place, text);
      return { answer, pieces: answerPieces(answer.text, place, request, isWhole) };
    };
    const first = adopted(completion);
    const others = (completion.alternatives ?? []).map(adopted);
    // An answer that is not shown, or came too late, is kept for the next request; the likeliest is found first.
    for (const { answer, pieces } of [...others.toReversed(), first]) memory.rememberPieces(answer, pieces);
    if (cancellation.isCancellationRequested) return { ...cancelled('cancelled'), completion };
    if (!request.isCurrent()) return { ...cancelled('documentChanged'), completion };
    const toShow = ({ answer, pieces }: typeof first) => sliceAnswer(answer, 0, pieces[0].text.length);
    return { ...this.show(standing, 'engine', toShow(first), ...others.map(toShow)), completion };
  }

  private show(
    standing: Standing,
    source: Suggestion['source'],
    first: AdoptedAnswer,
    ...others: readonly AdoptedAnswer[]
  ): Ended {
    const { request, settings } = standing;
    const viewing = {
      ...standing,
      editing: request,
      isManual: request.isManual,
      reader: { eagerness: settings.eagerness, isWaiting: request.isSecondLook === true },
    };
    return { outcome: this.showing.ofAll([first, ...others], viewing, source), standing };
  }

  private get savesPower(): boolean {
    return this.parts.savesPower?.() === true;
  }

  private delayMs({ request, settings, around }: Standing): number {
    return decideDelayMs({
      ...this.parts.rhythm.state,
      isAtLineStart: around.lineBefore.trim() === '',
      isAfterAcceptance: this.parts.shownSuggestions.isAfterAcceptance(request.uri, request.offset),
      maxMs: settings.debounceMs,
      savesPower: this.savesPower,
    });
  }

  /** What becomes of a suggestion is watched, and what would follow it computed. */
  private follow(
    suggestion: Suggestion,
    { request, settings, document, place }: Standing,
    completion: Completion | undefined,
  ): void {
    const { shownSuggestions, continuation, rhythm } = this.parts;
    const offer = offerOf(suggestion, place);
    shownSuggestions.show(
      offer,
      suggestion.others?.map((other) => offerOf(other, place)),
    );
    if (!settings.prefetch || this.savesPower) return;
    const { languageId, indentation } = request;
    const offered = {
      document,
      place,
      offer,
      editing: { languageId, indentation },
      finishReason: completion?.finishReason,
      isBeginning: suggestion.isBeginning === true,
    };
    continuation.offer(offered, gapsBeforeReading * rhythm.state.gapMs);
  }
}

/** With a list open another item may be selected at any time, and then the editor asks anew. */
function isWorthWaiting(
  { isManual, isSecondLook, selected }: PipelineRequest,
  outcome: Outcome<Suggestion>,
): boolean {
  const isUnsure = outcome.kind === 'silent' && outcome.reason === 'notConfident';
  return isUnsure && !isManual && isSecondLook !== true && selected === undefined;
}

function silent(reason: Extract<Outcome<never>, { kind: 'silent' }>['reason']): Ended {
  return { outcome: { kind: 'silent', reason } };
}

function cancelled(reason: Extract<Outcome<never>, { kind: 'cancelled' }>['reason']): Ended {
  return { outcome: { kind: 'cancelled', reason } };
}

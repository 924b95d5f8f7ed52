// Builds the parts that make suggestions and lets them hear of edits.
// Must not decide anything, and knows no VS Code.

import type { Logger } from '../base/log.ts';
import type { TextChange } from '../base/textChanges.ts';
import type { SetTimer } from '../base/time.ts';
import type { EngineClient } from '../client/engineClient.ts';
import type { ContextSource, DocumentSnapshot, TextKind } from '../context/window/contextWindow.ts';
import type { DocumentPrivacy } from '../privacy/filePrivacy.ts';
import type { Eagerness, Settings } from '../settings/settings.ts';
import { AnswerMemory } from './answers/answerMemory.ts';
import { Continuation } from './asking/continuation.ts';
import { EngineQuestions } from './asking/engineQuestions.ts';
import { ServerNames, type ServerNamesParts } from './names/serverNames.ts';
import { CompletionPipeline } from './pipeline.ts';
import type { RecentOutcomes } from './recentOutcomes.ts';
import { leastProbability } from './showing/gate.ts';
import { createGate, type Gate } from './showing/gateQuestion.ts';
import { type AcceptedText, type OfferCounts, ShownSuggestions } from './showing/shownSuggestions.ts';
import { createIsWhole } from './showing/wholeStatement.ts';
import { Patience, type WaitingPlace } from './when/patience.ts';
import { TypingRhythm } from './when/typingRhythm.ts';

export interface CompletionParts {
  readonly client: EngineClient;
  readonly context: ContextSource;
  readonly privacy: DocumentPrivacy;
  readonly outcomes: RecentOutcomes;
  readonly settings: (languageId: string) => Settings;
  /** Of other files, whose names are known ones. */
  readonly textsAround: (uri: string) => readonly string[];
  readonly kindAt: (document: DocumentSnapshot, offset: number) => TextKind;
  readonly savesPower?: () => boolean;
  readonly setTimer: SetTimer;
  readonly now: () => number;
  readonly log: Logger;
  /** Whether suggestions are off for some minutes; never, unless given. */
  readonly isSnoozed?: () => boolean;
  readonly onAccepted?: (accepted: AcceptedText) => void;
  /** Asks the language server of a document what it lists; nobody is asked, unless given. */
  readonly listNames?: ServerNamesParts['list'];
  /** What is worth showing; the gate unless something else is given. */
  readonly gate?: Gate;
  /** Somebody waits where nothing was sure enough: asks the editor to ask again; nobody waits, unless given. */
  readonly lookAgain?: (place: WaitingPlace) => void;
}

export class Completions {
  readonly pipeline: CompletionPipeline;
  private readonly memory = new AnswerMemory();
  private readonly shownSuggestions: ShownSuggestions;
  private readonly rhythm: TypingRhythm;
  private readonly questions: EngineQuestions;
  private readonly continuation: Continuation;
  private readonly patience: Patience;
  private readonly names: ServerNames | undefined;

  constructor(parts: CompletionParts) {
    this.shownSuggestions = new ShownSuggestions(parts.onAccepted);
    const { memory, shownSuggestions } = this;
    this.rhythm = new TypingRhythm(parts.now);
    this.questions = new EngineQuestions(parts);
    // Whoever is in the gate's place may show what it would not.
    const decodedFor = (eagerness: Eagerness) =>
      parts.gate === undefined ? { leastProbability: leastProbability(eagerness) } : {};
    this.continuation = new Continuation({
      ...parts,
      memory,
      ask: (offered, ahead, cancellation) => {
        const { maxLines, eagerness } = parts.settings(offered.document.languageId);
        const wanted = { mostLines: maxLines, ...decodedFor(eagerness) };
        return this.questions.askAhead(offered, ahead, wanted, cancellation);
      },
    });
    const { setTimer, lookAgain = () => {}, listNames } = parts;
    this.patience = new Patience({ setTimer, lookAgain });
    const { rhythm, questions, continuation, patience } = this;
    const { context, textsAround: otherTexts } = parts;
    this.names =
      listNames &&
      new ServerNames({
        list: listNames,
        tell: (names) => parts.client.tellNames(names),
        savesPower: parts.savesPower ?? (() => false),
        now: parts.now,
        log: parts.log,
      });
    const { names } = this;
    const gate = parts.gate ?? createGate({ context, otherTexts, names });
    this.pipeline = new CompletionPipeline({
      ...parts,
      memory,
      shownSuggestions,
      rhythm,
      patience,
      questions,
      names,
      continuation,
      gate,
      decodedFor,
      isWhole: createIsWhole(context),
    });
  }

  /** Since the start. */
  get counts(): OfferCounts {
    return this.shownSuggestions.counts;
  }

  /** Whether a suggestion is shown at the cursor. */
  isSuggesting(uri: string, offset: number): boolean {
    return this.shownSuggestions.restShown(uri, offset) !== undefined;
  }

  /** The suggestion that was offered last, as it was seen. */
  get lastShown(): string | undefined {
    return this.shownSuggestions.lastShown;
  }

  /** Nobody is waited for any more: what comes next is asked for by hand. */
  stopWaiting(): void {
    this.patience.stop();
  }

  /** An edit of the document that someone works in, before the request that follows it. */
  change(uri: string, changes: readonly TextChange[]): void {
    this.patience.stop();
    this.rhythm.change(changes);
    this.shownSuggestions.change(uri, changes);
    this.continuation.change(uri, changes);
  }

  /** The document is gone, or hidden from now on: what is under way for it is cancelled at once. */
  forget(uri: string): void {
    this.patience.stop();
    this.questions.abandon(uri);
    this.names?.forget(uri);
    this.continuation.forget(uri);
    this.memory.forget(uri);
    this.shownSuggestions.forget(uri);
  }

  /** Other settings, other answers. */
  forgetAnswers(): void {
    this.memory.clear();
  }
}

// Builds the parts that make suggestions and lets them hear of edits.
// Must not decide anything, and knows no VS Code.

import type { Logger } from '../base/log.ts';
import type { TextChange } from '../base/textChanges.ts';
import type { SetTimer } from '../base/time.ts';
import type { EngineClient } from '../client/engineClient.ts';
import type { ContextSource, DocumentSnapshot, TextKind } from '../context/window/contextWindow.ts';
import type { DocumentPrivacy } from '../privacy/filePrivacy.ts';
import type { Settings } from '../settings/settings.ts';
import { SuggestionMemory } from './answers/answerMemory.ts';
import { Continuation } from './asking/continuation.ts';
import { EngineQuestions } from './asking/engineQuestions.ts';
import { CompletionPipeline } from './pipeline.ts';
import type { RecentOutcomes } from './recentOutcomes.ts';
import { createJudge, type Judge } from './showing/gateQuestion.ts';
import { type AcceptedText, type OfferCounts, Offers } from './showing/shownSuggestions.ts';
import { createIsWhole } from './showing/wholeStatement.ts';
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
  /** What is worth showing; the gate unless something else is given. */
  readonly judge?: Judge;
}

export class Completions {
  readonly pipeline: CompletionPipeline;
  private readonly memory = new SuggestionMemory();
  private readonly offers: Offers;
  private readonly rhythm: TypingRhythm;
  private readonly questions: EngineQuestions;
  private readonly continuation: Continuation;

  constructor(parts: CompletionParts) {
    this.offers = new Offers(parts.onAccepted);
    const { memory, offers } = this;
    this.rhythm = new TypingRhythm(parts.now);
    this.questions = new EngineQuestions(parts);
    this.continuation = new Continuation({
      ...parts,
      memory,
      ask: (offered, ahead, cancellation) => {
        const { maxLines } = parts.settings(offered.document.languageId);
        return this.questions.askAhead(offered, ahead, maxLines, cancellation);
      },
    });
    const { rhythm, questions, continuation } = this;
    const { context, textsAround: otherTexts } = parts;
    const judge = parts.judge ?? createJudge({ context, otherTexts });
    this.pipeline = new CompletionPipeline({
      ...parts,
      memory,
      offers,
      rhythm,
      questions,
      continuation,
      judge,
      isWhole: createIsWhole(context),
    });
  }

  /** Since the start. */
  get counts(): OfferCounts {
    return this.offers.counts;
  }

  /** The suggestion that was offered last, as it was seen. */
  get lastShown(): string | undefined {
    return this.offers.lastShown;
  }

  /** An edit of the document that someone works in, before the request that follows it. */
  change(uri: string, changes: readonly TextChange[]): void {
    this.rhythm.change(changes);
    this.offers.change(uri, changes);
    this.continuation.change(uri, changes);
  }

  /** The document is gone, or hidden from now on: what is under way for it is cancelled at once. */
  forget(uri: string): void {
    this.questions.abandon(uri);
    this.continuation.forget(uri);
    this.memory.forget(uri);
    this.offers.forget(uri);
  }

  /** Other settings, other answers. */
  forgetAnswers(): void {
    this.memory.clear();
  }
}

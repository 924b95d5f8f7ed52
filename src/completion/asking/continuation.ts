// Computes what follows a suggestion while it is read, so that the next one is there when it is accepted.
// Must not know windows or the protocol's messages; asking and time are given.
import type { Outcome } from '../../../engine/protocol/protocol.ts';
import type { Cancellation } from '../../base/cancellation.ts';
import { neverCancelled } from '../../base/cancellation.ts';
import { describeError, type Logger } from '../../base/log.ts';
import type { TextChange } from '../../base/textChanges.ts';
import type { SetTimer } from '../../base/time.ts';
import type { AdoptedAnswer } from '../answers/adoptedAnswer.ts';
import type { AnswerMemory } from '../answers/answerMemory.ts';
import { answerPieces } from '../answers/answerPieces.ts';
import { followOffer, isIndentedBeyond, type Offer } from '../showing/acceptance.ts';
import { type Ahead, type Offered, placeAhead } from './ahead.ts';
import { LingeringCancellation } from './lingeringCancellation.ts';

export interface ContinuationParts {
  readonly memory: AnswerMemory;
  /** Asks for the place ahead of one in a document that still is as it was offered for; answers what to remember. */
  readonly ask: (
    offered: Offered,
    ahead: Ahead,
    cancellation: Cancellation,
  ) => Promise<Outcome<AdoptedAnswer>>;
  readonly setTimer: SetTimer;
  readonly log: Logger;
}

interface Attempt {
  readonly ahead: Ahead;
  readonly cancellation: LingeringCancellation;
  readonly timer: { dispose(): void };
  /** What is still to be typed or accepted until the place ahead is reached; undefined once it is. */
  offer: Offer | undefined;
  isAsking: boolean;
}

export class Continuation {
  private readonly parts: ContinuationParts;
  private attempt: Attempt | undefined;

  constructor(parts: ContinuationParts) {
    this.parts = parts;
  }

  /**
   * A suggestion was offered. Asking waits `readingMs`: who is in the middle of typing reads nothing, and each start
   * would cost the next key the engine call that is under way then.
   */
  offer(offered: Offered, readingMs: number): void {
    const ahead = placeAhead(offered);
    if (ahead !== undefined && this.isAskingFor(ahead)) return;
    this.cancel();
    if (ahead === undefined || this.parts.memory.recall(ahead.place) !== undefined) return;
    const attempt: Attempt = {
      ahead,
      cancellation: new LingeringCancellation(neverCancelled, this.parts.setTimer),
      timer: this.parts.setTimer(() => {
        attempt.isAsking = true;
        this.ask(offered, attempt).catch((error: unknown) => {
          this.parts.log.error(`Computing ahead failed: ${describeError(error)}`);
        });
      }, readingMs),
      offer: ahead.offer,
      isAsking: false,
    };
    this.attempt = attempt;
  }

  /**
   * Typing along with the suggestion and accepting it need no engine and lead to the place ahead: the attempt goes on,
   * and whoever asks there takes it over. Anything else ends it at once.
   */
  change(uri: string, changes: readonly TextChange[]): void {
    const { attempt } = this;
    if (attempt === undefined) return;
    const offer = attempt.ahead.place.uri === uri ? attempt.offer : undefined;
    const next = offer === undefined ? undefined : offerAfter(offer, changes);
    // What waits is offered anew with the next suggestion; only what is under way is worth keeping.
    if (next === undefined || !attempt.isAsking) this.cancel();
    else attempt.offer = next === 'reached' ? undefined : next;
  }

  forget(uri: string): void {
    if (this.attempt?.ahead.place.uri === uri) this.cancel();
  }

  private cancel(): void {
    this.attempt?.timer.dispose();
    this.attempt?.cancellation.cancel();
    this.attempt = undefined;
  }

  private isAskingFor({ place }: Ahead): boolean {
    if (this.attempt?.isAsking !== true) return false;
    const { uri, offset, text } = this.attempt.ahead.place;
    return uri === place.uri && offset === place.offset && text === place.text;
  }

  private async ask(offered: Offered, attempt: Attempt): Promise<void> {
    const { memory, log, ask } = this.parts;
    const { ahead, cancellation } = attempt;
    const outcome = await ask(offered, ahead, cancellation);
    if (this.attempt === attempt) this.attempt = undefined;
    if (outcome.kind === 'shown') {
      const answer = outcome.value;
      memory.rememberPieces(answer, answerPieces(answer.text, ahead.place, offered.editing));
    }
    log.debug(`computed ahead: ${outcome.kind === 'shown' ? 'remembered' : outcome.reason}`);
  }
}

function offerAfter(offer: Offer, changes: readonly TextChange[]): Offer | 'reached' | undefined {
  const fate = followOffer(offer, changes);
  if (fate.kind === 'deletedBack') return undefined;
  // Enter brings its indentation along, which is part of the answer.
  if (fate.kind === 'left') return isIndentedBeyond(offer, changes) ? 'reached' : undefined;
  return fate.offer.typedLength === fate.offer.text.length ? 'reached' : fate.offer;
}

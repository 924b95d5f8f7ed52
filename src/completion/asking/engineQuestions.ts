// Puts questions to the engine: the window, the message, and which request under way makes room for the next.
// Must not know what becomes of the answers.
import type {
  CompleteParams,
  CompleteResult,
  Outcome,
  SilentReason,
} from '../../../engine/protocol/protocol.ts';
import type { Cancellation } from '../../base/cancellation.ts';
import { withPlainLineEnds } from '../../base/lineEnds.ts';
import type { SetTimer } from '../../base/time.ts';
import type { EngineClient } from '../../client/engineClient.ts';
import type { ContextSource, ContextWindow, DocumentSnapshot } from '../../context/window/contextWindow.ts';
import type { DocumentPrivacy } from '../../privacy/filePrivacy.ts';
import { type AdoptedAnswer, answerOf } from '../answers/adoptedAnswer.ts';
import type { Place } from '../place/place.ts';
import { surroundings } from '../place/surroundings.ts';
import type { Ahead, Offered } from './ahead.ts';
import { budgetFor } from './contextBudget.ts';
import { type Extent, extentToAskFor } from './extent.ts';
import { LingeringCancellation } from './lingeringCancellation.ts';

/** Enough for any line; an answer that needs more has lost the thread. */
export const maxTokens = 96;
/** For a whole body, which somebody has asked for. */
const maxTokensByHand = 192;

/** Where an answer is to end: where it is complete, or where nobody would see it any more. */
type Wanted = Extent & Pick<CompleteParams, 'leastProbability'>;

export interface QuestionParts {
  readonly client: EngineClient;
  readonly context: ContextSource;
  readonly privacy: DocumentPrivacy;
  readonly setTimer: SetTimer;
}

/** What whoever types, or asks by hand, wants besides. */
type WantedByKey = Wanted & {
  readonly alternatives?: number;
  /** Of the name that is being written, where a language server was asked for it. */
  readonly nameId?: number | undefined;
  readonly isManual: boolean;
};

export class EngineQuestions {
  private readonly parts: QuestionParts;
  private underWay: { readonly uri: string; readonly cancellation: LingeringCancellation } | undefined;

  constructor(parts: QuestionParts) {
    this.parts = parts;
  }

  async ask(
    document: DocumentSnapshot,
    place: Place,
    { alternatives, nameId, isManual, ...wanted }: WantedByKey,
    cancellation: Cancellation,
  ): Promise<CompleteResult> {
    const refusal = this.refusal(document);
    if (refusal !== undefined) return refusal;
    const underWay = {
      uri: document.uri,
      cancellation: new LingeringCancellation(cancellation, this.parts.setTimer),
    };
    this.supersede();
    this.underWay = underWay;
    const { before, after } = this.windowAt(document, place);
    try {
      return await this.parts.client.complete(
        {
          ...messageOf(document, wanted),
          ...(alternatives === undefined ? {} : { alternatives }),
          ...(nameId === undefined ? {} : { nameId }),
          purpose: 'keystroke',
          ...(isManual ? { isManual, maxTokens: maxTokensByHand } : {}),
          before,
          // What a selected item replaces stands on one line, so both counts are the same.
          after: after.slice(place.afterOffset - place.offset),
          forcedText: place.forcedText,
        },
        underWay.cancellation,
      );
    } finally {
      underWay.cancellation.excuse();
      if (this.underWay === underWay) this.underWay = undefined;
    }
  }

  /**
   * Answers what to remember for the place ahead. Asks with the window of today and what is added then, so that its
   * start and its syntax stay those that the next key finds.
   */
  async askAhead(
    { document, place, editing }: Offered,
    { place: placeThen, added, replacedLength }: Ahead,
    { mostLines, ...wanted }: Omit<Wanted, keyof Extent> & { readonly mostLines: number },
    cancellation: Cancellation,
  ): Promise<Outcome<AdoptedAnswer>> {
    const refusal = this.refusal(document);
    if (refusal !== undefined) return refusal;
    // Computing ahead starts no engine.
    if (this.parts.client.status.state !== 'ready') return { kind: 'unavailable', reason: 'engineStarting' };
    const around = surroundings(placeThen.text, placeThen.offset);
    const { before, after } = this.windowAt(document, place);
    const answer = await this.parts.client.complete(
      {
        ...messageOf(document, { ...extentToAskFor(around, false, mostLines), ...wanted }),
        purpose: 'prefetch',
        before: before + withPlainLineEnds(added),
        after: after.slice(replacedLength),
        forcedText: '',
      },
      cancellation,
    );
    if (answer.kind !== 'shown') return answer;
    return { kind: 'shown', value: answerOf(answer.value, '', around, editing) };
  }

  /** The document is gone: what is under way for it is cancelled at once. */
  abandon(uri: string): void {
    if (this.underWay?.uri === uri) this.underWay.cancellation.cancel();
  }

  /** The rules may have changed since the request came. */
  private refusal(
    document: DocumentSnapshot,
  ): { readonly kind: 'silent'; readonly reason: SilentReason } | undefined {
    const reason = this.parts.privacy.refusal(document.uri, document.text);
    return reason === undefined ? undefined : { kind: 'silent', reason };
  }

  private windowAt(document: DocumentSnapshot, place: Place): ContextWindow {
    const { client, context } = this.parts;
    return context.windowAt(document, place.offset, budgetFor(client.loaded?.speed));
  }

  /** A running generation is left to the engine, which knows whether it still fits; a request that waits is not. */
  private supersede(): void {
    if (this.parts.client.status.state === 'ready') this.underWay?.cancellation.excuse();
    else this.underWay?.cancellation.cancel();
  }
}

function messageOf(
  { uri, languageId }: DocumentSnapshot,
  wanted: Wanted,
): Pick<CompleteParams, 'documentUri' | 'languageId' | 'maxTokens'> & Wanted {
  return { documentUri: uri, languageId, ...wanted, maxTokens };
}

// One request from trigger to clean suggestion, as steps. Knows no VS Code: documents are snapshots, timers are
// given. Must not throw for expected outcomes; they are values.
import type { Completion, Outcome } from '../../engine/protocol.ts';
import { orCancelled } from '../client/cancellation.ts';
import { budgetFor } from '../client/contextBudget.ts';
import type { Cancellation, EngineClient } from '../client/engineClient.ts';
import type { SetTimer } from '../client/time.ts';
import type { ContextSource, DocumentSnapshot } from '../context/contextWindow.ts';
import type { Logger } from '../log.ts';
import type { DocumentPrivacy } from '../privacy/filePrivacy.ts';
import type { Settings } from '../settings.ts';
import { LingeringCancellation } from './lingeringCancellation.ts';
import { linesToAskFor } from './multiline.ts';
import { type Place, placeAt, type SelectedItem, surroundings } from './place.ts';
import type { Indentation } from './postprocess/indentation.ts';
import { adoptAnswer, type Editing, fitAnswer, type Surroundings } from './postprocess.ts';
import { describeRecord, type RecentOutcomes, type RequestRecord } from './recentOutcomes.ts';
import type { SuggestionMemory } from './suggestionMemory.ts';
import { decideTrigger, refuseDocument } from './trigger.ts';

export interface PipelineRequest {
  readonly id: number;
  readonly uri: string;
  readonly languageId: string;
  /** Reads the document as it is now; called while it is current, after the cheap rules have let the request pass. */
  readonly snapshot: () => DocumentSnapshot;
  readonly documentLength: number;
  readonly scheme: string;
  readonly offset: number;
  readonly isManual: boolean;
  readonly cursorCount: number;
  readonly selected: SelectedItem | undefined;
  /** How the editor indents the document; undefined leaves indentation as the model wrote it. */
  readonly indentation?: Indentation | undefined;
  /** Whether the document still is as it was when this was asked. */
  readonly isCurrent: () => boolean;
}

export interface PipelineParts {
  readonly client: EngineClient;
  readonly context: ContextSource;
  readonly memory: SuggestionMemory;
  readonly privacy: DocumentPrivacy;
  readonly outcomes: RecentOutcomes;
  readonly settings: (languageId: string) => Settings;
  readonly setTimer: SetTimer;
  readonly now: () => number;
  readonly log: Logger;
}

/** What is shown: text that takes the place of a range on the cursor's line. */
export interface Suggestion {
  /** With `\n` line ends. */
  readonly text: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly source: 'engine' | 'memory';
}

type Ended = { readonly outcome: Outcome<Suggestion>; readonly completion?: Completion };

/** Enough for any line; an answer that needs more has lost the thread. */
export const maxTokens = 96;

export class CompletionPipeline {
  private readonly parts: PipelineParts;
  private underWay: { readonly uri: string; readonly cancellation: LingeringCancellation } | undefined;

  constructor(parts: PipelineParts) {
    this.parts = parts;
  }

  async complete(request: PipelineRequest, cancellation: Cancellation): Promise<Outcome<Suggestion>> {
    const { now, outcomes, log } = this.parts;
    const startMs = now();
    const { outcome, completion } = await this.run(request, cancellation);
    const record = recordOf(request, outcome, completion, now() - startMs);
    outcomes.add(record);
    log.debug(describeRecord(record));
    if (outcome.kind === 'shown')
      log.trace(`request ${request.id} shows ${JSON.stringify(outcome.value.text)}`);
    return outcome;
  }

  /** The document is gone: what is under way for it is cancelled at once. */
  abandon(uri: string): void {
    if (this.underWay?.uri === uri) this.underWay.cancellation.cancel();
  }

  private async run(request: PipelineRequest, cancellation: Cancellation): Promise<Ended> {
    const { isManual } = request;
    const settings = this.parts.settings(request.languageId);
    const situation = { ...request, isEnabled: settings.enable };
    const documentRefusal = refuseDocument(situation);
    if (documentRefusal !== undefined) return silent(documentRefusal);
    const hidden = await this.refuseHidden(request, cancellation);
    if (hidden !== undefined) return hidden;
    const document = request.snapshot();
    const place = placeAt(document, request.offset, request.selected);
    const around = surroundings(place.text, place.offset, place.afterOffset);
    const refusal =
      this.parts.privacy.refusal(document.uri, document.text) ?? decideTrigger({ ...situation, ...around });
    if (refusal !== undefined) return silent(refusal);
    const recalled = isManual ? undefined : this.parts.memory.recall(place);
    if (recalled !== undefined) return { outcome: toOutcome(recalled, place, around, request, 'memory') };
    if (!isManual && settings.debounceMs > 0) {
      const waited = new Promise<void>((resolve) => this.parts.setTimer(resolve, settings.debounceMs));
      if ((await orCancelled(waited, cancellation)) === 'cancelled') return cancelled('cancelled');
      // What an earlier request was waiting for may have come meanwhile.
      const arrived = this.parts.memory.recall(place);
      if (arrived !== undefined) return { outcome: toOutcome(arrived, place, around, request, 'memory') };
    }
    const maxLines = linesToAskFor(around, isManual, settings.maxLines);
    const answer = await this.ask(document, place, maxLines, cancellation);
    if (answer.kind !== 'shown') return { outcome: answer };
    const completion = answer.value;
    const text = adoptAnswer(place.forcedText + completion.text, around, request);
    // An answer that came too late to be shown is kept for the next request.
    this.parts.memory.remember(place, text);
    if (cancellation.isCancellationRequested) return { ...cancelled('cancelled'), completion };
    if (!request.isCurrent()) return { ...cancelled('documentChanged'), completion };
    return { outcome: toOutcome(text, place, around, request, 'engine'), completion };
  }

  /** Waits for rules that are still being read. */
  private async refuseHidden(
    request: PipelineRequest,
    cancellation: Cancellation,
  ): Promise<Ended | undefined> {
    const { privacy } = this.parts;
    if (privacy.refusal(request.uri) === 'rulesNotRead') {
      const waited = await orCancelled(privacy.rulesRead(request.uri), cancellation);
      if (waited === 'cancelled') return cancelled('cancelled');
      if (!request.isCurrent()) return cancelled('documentChanged');
    }
    const refusal = privacy.refusal(request.uri);
    return refusal === undefined ? undefined : silent(refusal);
  }

  private async ask(
    document: DocumentSnapshot,
    place: Place,
    maxLines: number,
    cancellation: Cancellation,
  ): Promise<Outcome<Completion>> {
    const { client, context, privacy, setTimer } = this.parts;
    // The rules may have changed since the request came.
    const refusal = privacy.refusal(document.uri, document.text);
    if (refusal !== undefined) return { kind: 'silent', reason: refusal };
    const underWay = {
      uri: document.uri,
      cancellation: new LingeringCancellation(cancellation, setTimer),
    };
    this.supersede();
    this.underWay = underWay;
    const window = context.windowAt(document, place.offset, budgetFor(client.loaded?.speed));
    try {
      return await client.complete(
        {
          documentUri: document.uri,
          languageId: document.languageId,
          before: window.before,
          // What a selected item replaces stands on one line, so both counts are the same.
          after: window.after.slice(place.afterOffset - place.offset),
          purpose: 'keystroke',
          forcedText: place.forcedText,
          maxLines,
          maxTokens,
        },
        underWay.cancellation,
      );
    } finally {
      underWay.cancellation.excuse();
      if (this.underWay === underWay) this.underWay = undefined;
    }
  }

  /** A running generation is left to the engine, which knows whether it still fits; a request that waits is not. */
  private supersede(): void {
    if (this.parts.client.status.state === 'ready') this.underWay?.cancellation.excuse();
    else this.underWay?.cancellation.cancel();
  }
}

function toOutcome(
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

function silent(reason: Extract<Outcome<never>, { kind: 'silent' }>['reason']): Ended {
  return { outcome: { kind: 'silent', reason } };
}

function cancelled(reason: Extract<Outcome<never>, { kind: 'cancelled' }>['reason']): Ended {
  return { outcome: { kind: 'cancelled', reason } };
}

function recordOf(
  { id, uri, languageId, isManual }: PipelineRequest,
  outcome: Outcome<Suggestion>,
  completion: Completion | undefined,
  totalMs: number,
): RequestRecord {
  return {
    id,
    uri,
    languageId,
    isManual,
    totalMs,
    outcome: outcome.kind === 'shown' ? { kind: 'shown', source: outcome.value.source } : outcome,
    ...(completion === undefined
      ? {}
      : { engine: { counters: completion.counters, timings: completion.timings } }),
  };
}

// Hearth as it ships, from the key to what is shown, over an engine in this process and time that is counted.
// Must not decide anything about suggestions.

import type { SilentReason } from '../../engine/protocol/protocol.ts';
import { neverCancelled } from '../../src/base/cancellation.ts';
import type { TextChange } from '../../src/base/textChanges.ts';
import type { EngineClient } from '../../src/client/engineClient.ts';
import { budgetFor } from '../../src/completion/asking/contextBudget.ts';
import type { Completions } from '../../src/completion/completions.ts';
import type { PipelineRequest } from '../../src/completion/pipeline.ts';
import type { Gate } from '../../src/completion/showing/gateQuestion.ts';
import type { ScopeContext } from '../../src/context/scopeContext.ts';
import type { Eagerness } from '../../src/settings/settings.ts';
import { recordedCompletions, recordedRequest } from './recordedEditor.ts';
import type { Shown, Suggested, Suggester } from './suggester.ts';
import type { VirtualTime } from './virtualTime.ts';

export interface CountingEngine extends EngineClient {
  /** Answers to keys, since the start. */
  readonly asked: number;
  /** Of the last one. */
  readonly latencyMs: number;
  /** Over all of them. */
  readonly generatedTokens: number;
  settled(): Promise<void>;
}

export interface HearthParts {
  readonly engine: CountingEngine;
  readonly context: ScopeContext;
  readonly time: VirtualTime;
  readonly languageId: string;
  readonly eagerness: Eagerness;
  /** In the gate's place. */
  readonly gate?: Gate;
}

/** Ends of a request for which an answer was there, remembered or new, and was not worth showing. */
const answeredReasons: readonly SilentReason[] = [
  'emptyAnswer',
  'repeatsNearbyText',
  'alreadyThere',
  'notConfident',
  'breaksSyntax',
  'unknownName',
];

const uri = 'file:///recorded';

export class HearthSuggester implements Suggester {
  readonly name = 'hearth';
  private readonly parts: HearthParts;
  private readonly completions: Completions;
  private text = '';
  private offset = 0;
  private version = 0;
  /** Somebody waits where nothing was shown. */
  private isWaitedFor = false;

  constructor(parts: HearthParts) {
    this.parts = parts;
    this.completions = recordedCompletions({
      ...parts,
      client: parts.engine,
      lookAgain: () => {
        this.isWaitedFor = true;
      },
    });
  }

  async begin(text: string, offset: number): Promise<void> {
    const { engine, languageId, context } = this.parts;
    this.change({ startOffset: 0, removedLength: this.text.length, insertedText: text });
    this.text = text;
    const document = { uri, languageId, version: ++this.version, text };
    context.parseAhead(document);
    const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    const own = [text.slice(0, lineStart), text.slice(offset)];
    // As in idle time, in the order of the product.
    const { before, after } = context.windowAt(document, offset, budgetFor(engine.loaded?.speed));
    await engine.warm({ documentUri: uri, languageId, before, after }, neverCancelled);
    await engine.refer({ documentUri: uri, own, others: [] }, neverCancelled);
    await this.pass(idleMs);
  }

  change(change: TextChange): void {
    this.parts.context.change(uri, [change]);
    this.completions.change(uri, [change]);
  }

  async suggest(text: string, offset: number, gapMs: number): Promise<Suggested> {
    const { engine } = this.parts;
    const version = ++this.version;
    const { asked: askedBefore, generatedTokens: generatedBefore } = engine;
    this.text = text;
    this.offset = offset;
    const pending = this.completions.pipeline.complete(this.requestAt(version, gapMs), neverCancelled);
    // It may wait for the next key to pass, which is counted like everything else.
    const outcome = await this.waitedFor(pending);
    const isAsked = engine.asked > askedBefore;
    const isAnswered =
      outcome.kind === 'shown' || (outcome.kind === 'silent' && answeredReasons.includes(outcome.reason));
    return {
      shown: outcome.kind === 'shown' ? outcome.value : undefined,
      source: isAsked ? 'engine' : isAnswered ? 'memory' : 'none',
      latencyMs: isAsked ? engine.latencyMs : 0,
      generatedTokens: engine.generatedTokens - generatedBefore,
    };
  }

  private async waitedFor<T>(pending: Promise<T>): Promise<T> {
    const ended = pending.then((value) => ({ value }));
    for (;;) {
      await this.parts.engine.settled();
      const end = await Promise.race([ended, nextTurn()]);
      if (end !== undefined) return end.value;
      await this.pass(waitStepMs);
    }
  }

  async pass(gapMs: number): Promise<Shown | undefined> {
    const { time, engine } = this.parts;
    await time.pass(gapMs, () => engine.settled());
    if (!this.isWaitedFor) return undefined;
    this.isWaitedFor = false;
    const request = { ...this.requestAt(this.version, gapMs), isSecondLook: true };
    const outcome = await this.completions.pipeline.complete(request, neverCancelled);
    return outcome.kind === 'shown' ? outcome.value : undefined;
  }

  private requestAt(version: number, gapMs: number): PipelineRequest {
    const { engine, languageId } = this.parts;
    const { text, offset } = this;
    // An answer that comes after the next key finds another document.
    return recordedRequest({ uri, languageId, version, text, offset }, () => engine.latencyMs <= gapMs);
  }
}

/** Between two runs somebody has read or pointed. */
const idleMs = 3000;
/** Steps in which a request's own waiting passes. */
const waitStepMs = 20;

function nextTurn(): Promise<undefined> {
  return new Promise((resolve) => setImmediate(() => resolve(undefined)));
}

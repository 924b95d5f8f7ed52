// Which prompt a document's answer gets: that of the whole window, or of its near part while the whole one is cold.
// Keeps each document's layouts; must not know who asks, evaluation or decoding.

import type { KvCache } from '../computing/kvCache.ts';
import type { Vocabulary } from '../llama/backend.ts';
import type { CompleteParams, DocumentSlice, PromptFamily } from '../protocol/protocol.ts';
import { type AnchoredLayout, type LaidOutPrompt, type LayoutRules, layOut } from './layout.ts';
import { PromptBuilder, type TokenPrompt } from './promptBuilder.ts';

export interface PlannedPrompt extends TokenPrompt {
  /** Whose KV sequence it belongs to: the whole prompt and the near one of a document have one each. */
  readonly owner: string;
}

export interface PlannerParts {
  readonly vocabulary: Vocabulary;
  readonly family: PromptFamily;
  readonly rules: LayoutRules;
  readonly cache: KvCache;
  readonly tokensPerSequence: number;
  readonly prefillTokensPerSecond: number;
}

type Question = DocumentSlice & Pick<CompleteParams, 'forcedText' | 'maxTokens' | 'coldPrefillMs'>;

/** Who waits longer than this for a first answer has looked up; editors give up soon after. */
const usualColdPrefillMs = 600;

/** A low estimate for code, so that the near part is evaluated in time. */
const charactersPerToken = 3;
/** With less than this the model knows too little to be worth asking. */
const leastNearCharacters = 600;
const nearBeforeShare = 0.8;
/** How many times its size a near part that is typed in may reach before it begins anew. */
const nearGrowth = 1.5;
/** Behind the owner of a near prompt; no URI holds it. */
const nearMark = '\nnear';

export class PromptPlanner {
  private readonly parts: PlannerParts;
  private readonly builder: PromptBuilder;
  private readonly layouts = new Map<string, AnchoredLayout>();

  constructor(parts: PlannerParts) {
    this.parts = parts;
    this.builder = new PromptBuilder(parts.vocabulary, parts.rules.healing);
  }

  /** The whole prompt unless too much of it is missing in the KV cache and the near one is shorter. */
  plan(owner: string, question: Question): PlannedPrompt {
    const whole = this.prompt(owner, question, false);
    if (this.isWarm(owner, whole, question)) return whole;
    return this.prompt(owner + nearMark, this.nearPart(owner, question), false);
  }

  /** What to evaluate in idle time, one after the other: what serves the next key soonest comes first. */
  warmingPlan(owner: string, slice: DocumentSlice): readonly PlannedPrompt[] {
    const question = { ...slice, forcedText: '', maxTokens: 0 };
    const whole = this.prompt(owner, question, true);
    if (this.isWarm(owner, whole, question)) return [whole];
    return [this.prompt(owner + nearMark, this.nearPart(owner, question), true), whole];
  }

  /** The near prompt has done its work: its sequence may be taken. */
  widened(owner: string): void {
    const near = owner + nearMark;
    this.layouts.delete(near);
    this.parts.cache.release((other) => other === near);
  }

  /** Whether answering this would evict the prompt that the next keystroke relies on, instead of appending to it. */
  wouldMove(owner: string, question: Question): boolean {
    const kept = this.layouts.get(owner);
    if (kept === undefined) return true;
    const { layout } = layOut(kept, question, this.parts.family, this.parts.rules, false);
    return layout !== kept;
  }

  release(isOwner: (owner: string) => boolean): void {
    const isReleased = (laneOwner: string) => isOwner(documentOwnerOf(laneOwner));
    for (const owner of [...this.layouts.keys()].filter(isReleased)) this.layouts.delete(owner);
    this.parts.cache.release(isReleased);
  }

  layoutsOf(isOwner: (owner: string) => boolean): number {
    return [...this.layouts.keys()].filter((laneOwner) => isOwner(documentOwnerOf(laneOwner))).length;
  }

  private isWarm(owner: string, { tokens }: TokenPrompt, question: Question): boolean {
    return this.parts.cache.missing(owner, tokens) <= this.maxColdTokens(question);
  }

  /** A prompt with more tokens to evaluate than this is too long to wait for. */
  private maxColdTokens({ coldPrefillMs = usualColdPrefillMs }: Question): number {
    return (this.parts.prefillTokensPerSecond * coldPrefillMs) / 1000;
  }

  /** What of a window is evaluated in time. */
  private nearPart(owner: string, question: Question): Question {
    const characters = Math.max(this.maxColdTokens(question) * charactersPerToken, leastNearCharacters);
    const kept = this.layouts.get(owner + nearMark)?.beforeAnchor;
    return {
      ...question,
      before: nearBefore(question.before, kept, characters * nearBeforeShare),
      after: question.after.slice(0, Math.floor(characters * (1 - nearBeforeShare))),
    };
  }

  private prompt(owner: string, question: Question, idle: boolean): PlannedPrompt {
    const { family, rules, tokensPerSequence } = this.parts;
    const laidOut: LaidOutPrompt = layOut(this.layouts.get(owner), question, family, rules, idle);
    this.layouts.set(owner, laidOut.layout);
    // One token of room is lost to every answer: a sequence that is completely full cannot go on.
    const room = tokensPerSequence - question.maxTokens - 1;
    return { ...this.builder.build(laidOut, question.forcedText, room), owner };
  }
}

function documentOwnerOf(laneOwner: string): string {
  return laneOwner.endsWith(nearMark) ? laneOwner.slice(0, -nearMark.length) : laneOwner;
}

/** The last whole lines that fit, begun where `kept` begins while that still is near enough. */
function nearBefore(before: string, kept: string | undefined, characters: number): string {
  const keptStart = kept === undefined || kept === '' ? -1 : before.lastIndexOf(kept);
  if (keptStart !== -1 && before.length - keptStart <= nearGrowth * characters)
    return before.slice(keptStart);
  const earliest = Math.max(0, before.length - characters);
  if (earliest === 0) return before;
  return before.slice(before.indexOf('\n', earliest - 1) + 1 || earliest);
}

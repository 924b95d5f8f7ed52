// Turns a laid-out prompt into tokens: control tokens where the layout has them, plain text everywhere else.
// Knows vocabularies and layouts; must not know the KV cache or the binding.
import type { Vocabulary } from '../llama/backend.ts';
import { type HealingReach, healPrompt } from './healing.ts';
import type { AnchoredLayout, LaidOutPrompt } from './layout.ts';

export interface TokenPrompt {
  readonly tokens: readonly number[];
  /** Bytes that the answer must begin with. */
  readonly forced: Uint8Array;
}

/** Cut in steps, so that a prompt at the limit does not lose its cached beginning at every key. */
const trimStepTokens = 256;

export class PromptBuilder {
  private readonly vocabulary: Vocabulary;
  /** A layout lives for many keystrokes; its tokens are computed once. */
  private readonly beforeTokens = new WeakMap<AnchoredLayout, readonly number[]>();
  private readonly afterTokens = new WeakMap<AnchoredLayout, readonly number[]>();

  private readonly healing: HealingReach;

  constructor(vocabulary: Vocabulary, healing: HealingReach) {
    this.vocabulary = vocabulary;
    this.healing = healing;
  }

  /** `maxTokens` is the room for the prompt alone; what does not fit is cut from its far end. */
  build(prompt: LaidOutPrompt, forcedText: string, maxTokens: number): TokenPrompt {
    const typed = this.vocabulary.tokenize(prompt.sinceAnchor);
    const healed = healPrompt(typed, (token) => this.vocabulary.tokenBytes[token], forcedText, this.healing);
    if (prompt.layout.family === 'leftContext') {
      const tokens = healed.tokens.length === 0 ? [this.vocabulary.control.documentStart] : healed.tokens;
      return { tokens: trimFront(tokens, maxTokens), forced: healed.forced };
    }
    const { fimPrefix, fimSuffix, fimMiddle } = this.fimTokens();
    const since = trimFront(healed.tokens, Math.floor(maxTokens / 2));
    const after = this.anchored(prompt.layout, 'frozenAfter').slice(0, Math.floor(maxTokens / 4));
    const room = maxTokens - since.length - after.length - 3;
    const before = trimFront(this.anchored(prompt.layout, 'beforeAnchor'), room);
    return {
      tokens: [fimPrefix, ...before, fimSuffix, ...after, fimMiddle, ...since],
      forced: healed.forced,
    };
  }

  private anchored(layout: AnchoredLayout, part: 'beforeAnchor' | 'frozenAfter'): readonly number[] {
    const cache = part === 'beforeAnchor' ? this.beforeTokens : this.afterTokens;
    const cached = cache.get(layout);
    if (cached !== undefined) return cached;
    const tokens = this.vocabulary.tokenize(layout[part]);
    cache.set(layout, tokens);
    return tokens;
  }

  private fimTokens() {
    const { fimPrefix, fimSuffix, fimMiddle } = this.vocabulary.control;
    if (fimPrefix === undefined || fimSuffix === undefined || fimMiddle === undefined) {
      throw new Error('A fill-in-the-middle prompt needs a vocabulary with the three FIM tokens.');
    }
    return { fimPrefix, fimSuffix, fimMiddle };
  }
}

function trimFront(tokens: readonly number[], room: number): readonly number[] {
  if (tokens.length <= room) return tokens;
  const drop = Math.ceil((tokens.length - room) / trimStepTokens) * trimStepTokens;
  return tokens.slice(Math.min(drop, tokens.length));
}

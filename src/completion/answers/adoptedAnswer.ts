// What the engine wrote, as the document would have it, with how sure the model was of each token. Pure.
// Must not know what of it is shown, nor what is remembered.
import type { Completion, GeneratedToken } from '../../../engine/protocol/protocol.ts';
import { adoptAnswer } from '../cleanup/cleanup.ts';
import type { Editing, Surroundings } from '../place/surroundings.ts';
import { withoutBrokenLine } from './statementCut.ts';

export interface AdoptedAnswer {
  /** The forced text included. */
  readonly text: string;
  /** In the order of the text; empty when nothing is known. */
  readonly tokens: readonly SureToken[];
  /** It was written only as far as it was likely enough; its end is none. */
  readonly isOpen?: true;
}

export interface SureToken {
  /** Where it ends in the text, spaces behind it left out. */
  readonly endOffset: number;
  /** The model's probability for it, 0 to 1. */
  readonly probability: number;
}

export function answerOf(
  completion: Pick<Completion, 'text' | 'tokens' | 'finishReason'>,
  forcedText: string,
  around: Surroundings,
  editing: Editing,
): AdoptedAnswer {
  const written = forcedText + withoutBrokenLine(completion);
  const text = adoptAnswer(written, around, editing);
  return {
    text,
    tokens: sureTokens(text, written, forcedText, completion.tokens),
    ...(completion.finishReason === 'unsure' ? { isOpen: true } : {}),
  };
}

/** Whether an open answer is likely enough, now that some of it was typed, for the engine to write on. */
export function wouldGoOn({ tokens, isOpen }: AdoptedAnswer, leastProbability: number | undefined): boolean {
  if (isOpen !== true) return false;
  const together = tokens.reduce((product, { probability }) => product * probability, 1);
  return leastProbability === undefined || together >= leastProbability;
}

/**
 * A part of an answer. Where it ends before the answer does, the token behind it stays, which says how surely. A token
 * that it begins inside of is surer by what is there already: p to the power of the share that is still to come.
 */
export function sliceAnswer(
  { text, tokens, isOpen }: AdoptedAnswer,
  startOffset: number,
  endOffset = text.length,
): AdoptedAnswer {
  const beyond = tokens.findIndex((_, index) => (tokens[index - 1]?.endOffset ?? 0) >= endOffset);
  const upToEnd = tokens.slice(0, beyond === -1 ? undefined : beyond + 1);
  return {
    text: text.slice(startOffset, endOffset),
    tokens: upToEnd.flatMap((token, index) => {
      if (startOffset > 0 && token.endOffset <= startOffset) return [];
      const tokenStart = upToEnd[index - 1]?.endOffset ?? 0;
      return {
        endOffset: Math.min(token.endOffset, endOffset) - startOffset,
        probability: token.probability ** shareBehind(startOffset, tokenStart, token.endOffset),
      };
    }),
    ...(isOpen === true && endOffset === text.length ? { isOpen } : {}),
  };
}

/** How much of a token stands behind an offset, 0 to 1. */
function shareBehind(offset: number, start: number, end: number): number {
  return offset <= start ? 1 : (end - offset) / (end - start);
}

export interface Sureness {
  /** Of the tokens, in their order. */
  readonly probabilities: readonly number[];
  /** Of what the model wrote behind them: how sure it was that they end there. Undefined when it wrote nothing. */
  readonly behind: number | undefined;
}

/** How sure the model was of what stands in the text up to `endOffset`. */
export function surenessTo({ text, tokens }: AdoptedAnswer, endOffset: number): Sureness {
  const solidEnd = text.slice(0, endOffset).trimEnd().length;
  const beyond = tokens.findIndex((_, index) => (tokens[index - 1]?.endOffset ?? 0) >= solidEnd);
  const inside = tokens.slice(0, beyond === -1 ? undefined : beyond);
  return {
    probabilities: inside.map(({ probability }) => probability),
    behind: tokens[beyond]?.probability,
  };
}

/**
 * Clean-up cuts, and writes spaces anew; so both texts are compared by their other characters. The first token behind
 * what was cut is kept.
 */
function sureTokens(
  text: string,
  written: string,
  forcedText: string,
  tokens: readonly GeneratedToken[],
): readonly SureToken[] {
  const ends = solidEnds(text);
  const skipped = Math.max(0, solid(written).indexOf(solid(text)));
  const sure: SureToken[] = [];
  let solidCount = solid(forcedText).length - skipped;
  for (const { text: added, probability } of tokens) {
    const isBehind = solidCount >= ends.length;
    solidCount += solid(added).length;
    if (solidCount < 0 || (skipped > 0 && solidCount === 0)) continue;
    const endOffset = ends[Math.min(solidCount, ends.length) - 1] ?? 0;
    sure.push({ endOffset, probability });
    if (isBehind) break;
  }
  return sure;
}

function solid(text: string): string {
  return text.replaceAll(/\s/g, '');
}

/** Where each character that is no space ends. */
function solidEnds(text: string): readonly number[] {
  return Array.from(text.matchAll(/\S/g), ({ index }) => index + 1);
}

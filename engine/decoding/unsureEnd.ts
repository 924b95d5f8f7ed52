// Where an answer has become too unlikely for anybody to read. Pure.
// Must not know what is shown, nor how tokens are chosen.
import type { GeneratedToken } from '../protocol/protocol.ts';

/** Below which an answer is decoded no further, and what of it whoever waits by now has typed meanwhile. */
export interface UnsureRule {
  readonly leastProbability: number;
  readonly typedCharacters: number;
}

/**
 * How many tokens there are up to and with the one by which all of them together fall below the least probability;
 * undefined while they don't. What was typed meanwhile is certain. Only on the first line: what ends inside another one
 * has no place where it could be cut.
 */
export function unsureEnd(
  tokens: readonly Pick<GeneratedToken, 'text' | 'probability'>[],
  { leastProbability, typedCharacters }: UnsureRule,
): number | undefined {
  let probability = 1;
  let endOffset = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.text.includes('\n')) return undefined;
    endOffset += token.text.length;
    if (endOffset <= typedCharacters) continue;
    probability *= token.probability;
    if (probability < leastProbability) return index + 1;
  }
  return undefined;
}

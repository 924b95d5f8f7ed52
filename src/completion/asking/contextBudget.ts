// From the engine's measured speed to a budget in characters. Pure.
import type { MeasuredSpeed } from '../../../engine/protocol/protocol.ts';
import type { WindowBudget } from '../../context/window/contextWindow.ts';

/**
 * All of a window is to be evaluated within this time, in idle time; until then the engine answers from the part near
 * the cursor.
 */
const defaultColdPrefillMs = 3000;
/**
 * Bounds where more does not fit a context of 2,048 tokens, or less hurts: 3,600 characters before the cursor were right
 * 4 points more often than 1,800, those 3 to 6 more often than 700 (docs/QUALITY.md).
 */
const beforeCharacters = { min: 700, max: 3600 };
const afterCharacters = { min: 200, max: 600 };
const beforeShare = 0.85;

/** What is used until a speed is known. */
const initialBudget: WindowBudget = {
  beforeCharacters: beforeCharacters.max,
  afterCharacters: afterCharacters.max,
};

export function budgetFor(
  speed: MeasuredSpeed | undefined,
  coldPrefillMs = defaultColdPrefillMs,
): WindowBudget {
  if (speed === undefined) return initialBudget;
  const characters = (speed.prefillTokensPerSecond * speed.charactersPerToken * coldPrefillMs) / 1000;
  return {
    beforeCharacters: clamp(characters * beforeShare, beforeCharacters),
    afterCharacters: clamp(characters * (1 - beforeShare), afterCharacters),
  };
}

function clamp(value: number, bounds: { readonly min: number; readonly max: number }): number {
  return Math.round(Math.min(Math.max(value, bounds.min), bounds.max));
}

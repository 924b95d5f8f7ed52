// From the engine's measured speed to a budget in characters. Pure.
import type { MeasuredSpeed } from '../../engine/protocol.ts';
import type { WindowBudget } from '../context/contextWindow.ts';

/**
 * All of a window is to be evaluated within this time, in idle time; until then the engine answers from the part near
 * the cursor.
 */
const defaultColdPrefillMs = 3000;
/** Bounds where more is worth nothing (3,600 characters were right no more often than 1,800) or less hurts. */
const beforeCharacters = { min: 700, max: 1800 };
const afterCharacters = { min: 200, max: 600 };
const beforeShare = 0.8;

/** What is used until a speed is known. */
const initialBudget: WindowBudget = {
  beforeCharacters: beforeCharacters.max,
  afterCharacters: afterCharacters.min,
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

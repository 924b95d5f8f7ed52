// Chooses a window's two ends. Pure: text, cursor, budget, boundaries and the previous start in; offsets out.
// Must not know syntax trees; boundaries are plain offsets.
import type { WindowBudget } from './contextWindow.ts';

/** Where statements of the enclosing scopes begin and end, ascending. Empty without a usable tree. */
export interface StatementBoundaries {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export interface WindowEnds {
  readonly start: number;
  readonly end: number;
}

/**
 * How far a window may grow by typing before its start moves. It then moves in one step, because each move
 * costs the whole cached prompt.
 */
const growthAllowed = 1.5;
/** A kept window must still show this share of the budget, unless it begins with the file. */
const leastShare = 0.4;
/**
 * A start at a statement may cost this share of the budget; beyond it a line start is better, because raw code
 * nearby is worth more than tidiness.
 */
const boundaryCost = 0.25;

export function chooseWindow(
  text: string,
  offset: number,
  budget: WindowBudget,
  boundaries: StatementBoundaries,
  previousStart: number | undefined,
): WindowEnds {
  const kept = previousStart !== undefined && canKeep(previousStart, offset, budget.beforeCharacters);
  return {
    start: kept ? previousStart : chooseStart(text, offset, budget.beforeCharacters, boundaries.starts),
    end: chooseEnd(text, offset, budget.afterCharacters, boundaries.ends),
  };
}

function canKeep(start: number, offset: number, budget: number): boolean {
  const length = offset - start;
  if (length < 0 || length > budget * growthAllowed) return false;
  return start === 0 || length >= budget * leastShare;
}

function chooseStart(text: string, offset: number, budget: number, starts: readonly number[]): number {
  const earliest = offset - budget;
  if (earliest <= 0) return 0;
  const statement = starts.find((start) => start >= earliest && start < offset);
  if (statement !== undefined) {
    const lineStart = text.lastIndexOf('\n', statement - 1) + 1;
    if (lineStart >= earliest && lineStart - earliest <= budget * boundaryCost) return lineStart;
  }
  const nextLine = text.indexOf('\n', earliest - 1) + 1;
  const isUsable = nextLine > 0 && nextLine < offset && nextLine - earliest <= budget * boundaryCost;
  return isUsable ? nextLine : notInsidePair(text, earliest, 1);
}

function chooseEnd(text: string, offset: number, budget: number, ends: readonly number[]): number {
  const latest = offset + budget;
  if (latest >= text.length) return text.length;
  const statement = ends.findLast((end) => end <= latest && end > offset);
  if (statement !== undefined && latest - statement <= budget * boundaryCost) return statement;
  const lineEnd = text.lastIndexOf('\n', latest);
  return lineEnd > offset ? lineEnd : notInsidePair(text, latest, -1);
}

/** Moves an offset out of the middle of a surrogate pair or of a CRLF. */
function notInsidePair(text: string, offset: number, step: 1 | -1): number {
  const splitsSurrogates = isSurrogate(text, offset - 1, 0xd800) && isSurrogate(text, offset, 0xdc00);
  const splitsLineEnd = text[offset - 1] === '\r' && text[offset] === '\n';
  return splitsSurrogates || splitsLineEnd ? offset + step : offset;
}

function isSurrogate(text: string, offset: number, firstUnit: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit >= firstUnit && unit < firstUnit + 0x400;
}

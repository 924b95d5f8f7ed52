// Chooses the two ends of a window. Pure: text, cursor, budget, scopes and the previous window in; offsets out.
// Must not know syntax trees: scopes are plain ranges.
//
// A window is the plain text around the cursor, never folded: for a small model raw code nearby was right more
// often than signatures from further away, at the same cost (46 % against 38 to 44 %, 50 cursors). Scopes only
// choose at which line it begins and ends.
import type { WindowBudget } from './contextWindow.ts';
import { cutAtOrAfter, cutAtOrBefore } from './lineEnds.ts';

export interface TextRange {
  readonly startOffset: number;
  readonly endOffset: number;
}

/** A syntax node that holds statements (members, declarations, elements) one after another. */
export interface Scope extends TextRange {
  /** Ascending; those far from the cursor may be left out. */
  readonly statements: readonly TextRange[];
}

/** The ends of a window that may stay; an undefined one must be chosen anew. */
export interface KeptEnds {
  readonly startOffset: number | undefined;
  readonly endOffset: number | undefined;
}

export interface WindowChoice {
  readonly text: string;
  readonly offset: number;
  readonly budget: WindowBudget;
  readonly scopes: readonly Scope[];
  readonly kept: KeptEnds;
}

export const nothingKept: KeptEnds = { startOffset: undefined, endOffset: undefined };

/**
 * How many times its budget a kept window may reach before it moves. It then moves in one big step, because
 * each move costs the whole cached prompt.
 */
export const growthFactor = 1.5;
/** A kept part must still show this share of its budget, unless it reaches the end of the document. */
const leastBeforeShare = 0.5;
const leastAfterShare = 1 / 6;
/** The share of the budget that a start at a statement or a line may give up. */
const startCost = 0.25;
/** As `startCost`, for the text after the cursor: 200 characters of it served as well as 600. */
const endCost = 2 / 3;

/** Which ends of the previous window still serve; offsets must already follow the edits made since. */
export function keptEnds(previous: KeptEnds, text: string, offset: number, budget: WindowBudget): KeptEnds {
  const { startOffset, endOffset } = previous;
  // An edit may have made one character of what stands on both sides.
  const isCut = (end: number) => cutAtOrBefore(text, end) === end;
  const keepsStart =
    startOffset !== undefined &&
    isCut(startOffset) &&
    isLengthKept(offset - startOffset, budget.beforeCharacters, startOffset === 0 ? 0 : leastBeforeShare);
  const keepsEnd =
    endOffset !== undefined &&
    isCut(endOffset) &&
    isLengthKept(endOffset - offset, budget.afterCharacters, endOffset === text.length ? 0 : leastAfterShare);
  return {
    startOffset: keepsStart ? startOffset : undefined,
    endOffset: keepsEnd ? endOffset : undefined,
  };
}

function isLengthKept(length: number, budget: number, leastShare: number): boolean {
  return length >= budget * leastShare && length >= 0 && length <= budget * growthFactor;
}

export function chooseWindow(choice: WindowChoice): TextRange {
  return {
    startOffset: choice.kept.startOffset ?? chooseStart(choice),
    endOffset: choice.kept.endOffset ?? chooseEnd(choice),
  };
}

/** The tail of the text before the cursor, begun at the first good place that costs little. */
function chooseStart({ text, offset, budget, scopes }: WindowChoice): number {
  const earliest = offset - budget.beforeCharacters;
  if (earliest <= 0) return 0;
  const latest = earliest + budget.beforeCharacters * startCost;
  const startsOf = (candidates: readonly Scope[]) =>
    candidates
      .flatMap(({ statements }) => statements.map(({ startOffset }) => lineStartBefore(text, startOffset)))
      .filter((start) => start !== undefined)
      .filter((start) => start >= earliest && start <= latest);
  const { enclosing, others } = byEnclosure(scopes, offset);
  const starts = firstFilled(startsOf(enclosing), () => startsOf(others));
  if (starts.length > 0) return Math.min(...starts);
  const lineEnd = text.slice(earliest - 1, latest).indexOf('\n');
  return lineEnd === -1 ? Math.min(cutAtOrAfter(text, earliest), offset) : earliest + lineEnd;
}

/** The head of the text after the cursor, ended at the last good place within the budget. */
function chooseEnd({ text, offset, budget, scopes }: WindowChoice): number {
  const latest = offset + budget.afterCharacters;
  if (latest >= text.length) return text.length;
  const earliest = Math.ceil(latest - budget.afterCharacters * endCost);
  const endsOf = (candidates: readonly Scope[]) =>
    candidates
      .flatMap(({ statements }) => statements.map(({ endOffset }) => lineEndAfter(text, endOffset)))
      .filter((end) => end !== undefined)
      .filter((end) => end >= earliest && end <= latest);
  const { enclosing, others } = byEnclosure(scopes, offset);
  const ends = firstFilled(endsOf(enclosing), () => endsOf(others));
  if (ends.length > 0) return Math.max(...ends);
  const lineEnd = text.slice(earliest, latest + 1).lastIndexOf('\n');
  return Math.max(cutAtOrBefore(text, lineEnd === -1 ? latest : earliest + lineEnd), offset);
}

function byEnclosure(scopes: readonly Scope[], offset: number) {
  const encloses = (scope: Scope) => scope.startOffset <= offset && offset <= scope.endOffset;
  return {
    enclosing: scopes.filter(encloses),
    others: scopes.filter((scope) => !encloses(scope)),
  };
}

function firstFilled<T>(preferred: readonly T[], otherwise: () => readonly T[]): readonly T[] {
  return preferred.length > 0 ? preferred : otherwise();
}

/** The start of the statement's line; undefined when it shares the line with code before it. */
function lineStartBefore(text: string, statementStart: number): number | undefined {
  const lineStart = statementStart === 0 ? 0 : text.lastIndexOf('\n', statementStart - 1) + 1;
  return text.slice(lineStart, statementStart).trim() === '' ? lineStart : undefined;
}

const closersOnly = /^[\s;,)\]}]*$/;

/** The end of the statement's line; undefined when code of another statement follows on it. */
function lineEndAfter(text: string, statementEnd: number): number | undefined {
  const newline = text.indexOf('\n', statementEnd);
  const lineEnd = cutAtOrBefore(text, newline === -1 ? text.length : newline);
  return closersOnly.test(text.slice(statementEnd, lineEnd)) ? lineEnd : undefined;
}

// Chooses the two ends of a window. Pure: text, cursor, budget, scopes and the previous window in; offsets out.
// Must not know syntax trees: scopes are plain ranges.
//
// A window is the plain text around the cursor, never folded: for a small model raw code nearby was right more
// often than signatures from further away, at the same cost (46 % against 38 to 44 %, 50 cursors). Scopes only
// choose at which line it begins and ends, and never at a cost: windows that gave up a quarter of their budget to
// begin at a statement were right less often than the plain tail of the file (docs/QUALITY.md).

import { cutAtOrAfter, cutAtOrBefore } from '../../base/lineEnds.ts';
import type { TextRange } from '../../base/ranges.ts';
import type { WindowBudget } from './contextWindow.ts';

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
/** The share of the budget by which a window may be longer or shorter to begin and end at whole statements. */
const slack = 0.1;
/** The share of the budget that a whole line may cost before the cursor, and after it. */
const startLineCost = 0.25;
const endLineCost = 0.5;

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

/** Where the statements stand whose edges a window may begin and end at. */
export function edgeRange(offset: number, budget: WindowBudget): TextRange {
  return {
    startOffset: Math.floor(offset - budget.beforeCharacters * (1 + slack)),
    endOffset: Math.ceil(offset + budget.afterCharacters * (1 + slack)),
  };
}

export function chooseWindow(choice: WindowChoice): TextRange {
  return {
    startOffset: choice.kept.startOffset ?? chooseStart(choice),
    endOffset: choice.kept.endOffset ?? chooseEnd(choice),
  };
}

/** The tail of the text before the cursor, begun at the statement nearest to where the budget ends, or else a line. */
function chooseStart({ text, offset, budget, scopes }: WindowChoice): number {
  const wanted = offset - budget.beforeCharacters;
  const spare = budget.beforeCharacters * slack;
  if (wanted <= spare) return 0;
  const start = nearestOf(scopes, offset, wanted, spare, ({ startOffset }) =>
    lineStartBefore(text, startOffset),
  );
  if (start !== undefined) return start;
  const lineEnd = text.slice(wanted - 1, wanted + budget.beforeCharacters * startLineCost).indexOf('\n');
  return lineEnd === -1 ? Math.min(cutAtOrAfter(text, wanted), offset) : wanted + lineEnd;
}

/** The head of the text after the cursor, ended likewise. */
function chooseEnd({ text, offset, budget, scopes }: WindowChoice): number {
  const wanted = offset + budget.afterCharacters;
  const spare = budget.afterCharacters * slack;
  if (wanted + spare >= text.length) return text.length;
  const end = nearestOf(scopes, offset, wanted, spare, ({ endOffset }) => lineEndAfter(text, endOffset));
  if (end !== undefined) return end;
  const earliest = Math.ceil(wanted - budget.afterCharacters * endLineCost);
  const lineEnd = text.slice(earliest, wanted + 1).lastIndexOf('\n');
  return Math.max(cutAtOrBefore(text, lineEnd === -1 ? wanted : earliest + lineEnd), offset);
}

/** The edge of a statement nearest to where it is wanted; statements of scopes around the cursor come first. */
function nearestOf(
  scopes: readonly Scope[],
  offset: number,
  wanted: number,
  spare: number,
  edgeOf: (statement: TextRange) => number | undefined,
): number | undefined {
  const isAround = (scope: Scope) => scope.startOffset <= offset && offset <= scope.endOffset;
  for (const candidates of [scopes.filter(isAround), scopes.filter((scope) => !isAround(scope))]) {
    const edges = candidates
      .flatMap(({ statements }) => statements.map((statement) => edgeOf(statement)))
      .filter((edge) => edge !== undefined)
      .filter((edge) => Math.abs(edge - wanted) <= spare)
      .toSorted((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted));
    if (edges[0] !== undefined) return edges[0];
  }
  return undefined;
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

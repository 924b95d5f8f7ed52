// How many lines to ask for, and where an answer of several lines ends well. Pure.
// By indentation and brackets, so that it works in every language; whoever knows the syntax is asked besides. Must not
// know syntax trees or models.

import type { FinishReason } from '../../../engine/protocol/finishProtocol.ts';
import type { Completion } from '../../../engine/protocol/protocol.ts';
import { indentationOf } from '../../base/sharedIndentation.ts';
import { bracketsIn, closerOf } from '../cleanup/brackets.ts';
import type { Lexis } from '../cleanup/lexis.ts';
import { isFreshBlock, opensBlock } from '../place/freshBlock.ts';
import type { Surroundings } from '../place/surroundings.ts';

const brokenOff: readonly FinishReason[] = ['maxTokens', 'contextFull', 'repetition'];

/** Whether an answer ended before it was complete: its last line may be only a part of one. */
export function isBrokenOff(finishReason: FinishReason): boolean {
  return brokenOff.includes(finishReason);
}

/** An answer of several lines without the last one if that was broken off; a single line is all there is. */
export function withoutBrokenLine({ text, finishReason }: Pick<Completion, 'text' | 'finishReason'>): string {
  const lastLine = text.lastIndexOf('\n');
  return isBrokenOff(finishReason) && lastLine !== -1 ? text.slice(0, lastLine) : text;
}

export interface CutAnswer {
  readonly shown: string;
  /** What follows, to be suggested when `shown` was accepted: `shown + rest` is the whole answer. */
  readonly rest: string;
}

/**
 * Shows the block that the cursor stands in, as far as its statements are complete, where a block was just opened;
 * elsewhere the first complete statement. An answer without a complete one shows its first line.
 * @param isComplete a better judge of whether a text is a complete statement, such as a syntax tree
 */
export function cutAtStatement(
  text: string,
  around: Surroundings,
  lexis: Lexis,
  isComplete: (text: string) => boolean = () => true,
): CutAnswer {
  if (!text.includes('\n')) return { shown: text, rest: '' };
  const lines = answerLines(text, around.lineBefore, lexis);
  const first = text.split('\n').findIndex((line) => line.trim() !== '');
  if (first === -1) return { shown: '', rest: text };
  const base = indentationOf(lines[first]?.line ?? '').length;
  const isBlock =
    first === 0 ? isFreshBlock(around) : opensBlock(around.lineBefore) && base > columnOf(around.lineBefore);
  const cut = (count: number): CutAnswer => {
    const shown = text.split('\n').slice(0, count).join('\n');
    return { shown, rest: text.slice(shown.length) };
  };
  let complete: CutAnswer | undefined;
  for (let index = first; index < lines.length; index++) {
    const next = lines.slice(index + 1).find(({ line }) => line.trim() !== '');
    const { line, isBalanced } = lines[index] ?? { line: '', isBalanced: false };
    if (line.trim() === '') continue;
    const isApart = next !== undefined && next !== lines[index + 1];
    const ends = !lexis.hasStatements || endsStatement(line, next?.line, base, isApart);
    if (isBalanced && ends) {
      const candidate = cut(index + 1);
      if (isComplete(candidate.shown)) complete = candidate;
      if (complete !== undefined && !isBlock) return complete;
    }
    if (isBlock && next !== undefined && columnOf(next.line) < base) {
      if (complete === undefined || !closing.test(next.line)) break;
      return cut(lines.indexOf(next) + 1);
    }
  }
  return complete ?? cut(first + 1);
}

interface AnswerLine {
  /** The document's line: the first one with what is left of the cursor. */
  readonly line: string;
  /** Whether at its end nothing is open that the cursor's line or the answer opened. */
  readonly isBalanced: boolean;
}

function answerLines(text: string, lineBefore: string, lexis: Lexis): readonly AnswerLine[] {
  const whole = lineBefore + text;
  const { found, overLines } = bracketsIn(whole, lexis);
  // A block that the cursor's line opens is judged from inside when the answer begins on the line below.
  const from = text.startsWith('\n') && opensBlock(lineBefore) ? lineBefore.length : 0;
  let depth = 0;
  let bracket = 0;
  let end = -1;
  let isFenced = false;
  return whole.split('\n').map((line) => {
    end += line.length + 1;
    for (let next = found[bracket]; next !== undefined && next.at < end; next = found[++bracket]) {
      if (next.at >= from)
        depth = closerOf[next.character] === undefined ? Math.max(0, depth - 1) : depth + 1;
    }
    if (lexis.isProse && /^\s*(?:```|~~~)/.test(line)) isFenced = !isFenced;
    const isInside = isFenced || overLines.some(({ from: start, to }) => start < end && end < to);
    return { line, isBalanced: depth === 0 && !isInside };
  });
}

const closing = /^\s*(?:[)\]}]|<\/|(?:end|fi|done|esac)\b)/;
/** Chained members (but not a class of CSS), operators, and the further branches of statements. */
const continuing =
  /^\s*(?:\??\.[\w$](?![^()]*\{\s*$)|(?:&&|\|\||=>|->|[+*/|?:=<>])\s|(?:else|elif|elsif|elseif|catch|except|finally|rescue|ensure|then|do|where|until)\b)/;
const unfinished = /(?:[^=!<>]=|&&|\|\||[^+]\+|\\|=>|\?)\s*$/;
/** Belongs to what follows it. */
const introducing = /^\s*(?:@\w|#\[|\/\/|#\s|\/\*|\*|--\s|<!--)/;

/** Whether a line belongs to the statement below it, as comments and attributes do. */
export function introducesStatement(line: string): boolean {
  return introducing.test(line);
}

/** @param isApart whether nothing can go on from one to the other, as over blank lines */
function endsStatement(line: string, next: string | undefined, base: number, isApart: boolean): boolean {
  if (opensBlock(line) || unfinished.test(line)) return false;
  if (next === undefined || columnOf(next) < base) return true;
  if (columnOf(next) > base || closing.test(next)) return false;
  return !introducesStatement(line) && (isApart || !continuing.test(next));
}

function columnOf(line: string): number {
  return indentationOf(line).length;
}

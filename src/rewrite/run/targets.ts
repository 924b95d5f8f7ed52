// Which part of a document a command is about, from the cursor and the syntax around it. Pure.
// Must not know editors or what is asked.

import type { TextRange } from '../../base/ranges.ts';
import type { EnclosingBlocks } from '../../context/syntax/enclosingBlocks.ts';
import { linesOf } from '../pending/lineDiff.ts';
import { nearestUnit } from './nearestUnit.ts';

/** Finds what stands around an offset of the document; undefined without a usable tree. */
export type FindBlocks = (offset: number) => EnclosingBlocks | undefined;

/**
 * The selection without the blank lines at its ends, or else the function around the cursor, or the rule, section or
 * property, or the paragraph.
 */
export function rewriteTarget(
  text: string,
  selection: TextRange,
  findBlocks: FindBlocks,
  languageId = '',
): TextRange | undefined {
  const selected = trimmed(text, selection);
  if (selected !== undefined) return selected;
  const unit = nearestUnit(languageId, text, selection.startOffset);
  if (unit !== undefined) return unit;
  const block = blockAt(text, selection.startOffset, findBlocks);
  return block === undefined ? paragraphAt(text, selection.startOffset) : toWholeLines(text, block);
}

/** A comment above something belongs to that. */
function blockAt(text: string, offset: number, findBlocks: FindBlocks): TextRange | undefined {
  const around = findBlocks(offset);
  const block = around?.functionLike ?? around?.statement;
  if (block === undefined || around?.functionLike !== undefined) return block;
  const commented = text.slice(block.startOffset, block.endOffset);
  if (!/^(?:\/[/*]|#(?!!)|--|<!--)/.test(commented)) return block;
  const gap = /^[ \t]*\r?\n[ \t]*(?=\S)/.exec(text.slice(block.endOffset))?.[0];
  if (gap === undefined) return block;
  const below = blockAt(text, block.endOffset + gap.length, findBlocks);
  return below === undefined ? block : { ...block, endOffset: below.endOffset };
}

/** With the lines of comments right above it: they are about it. */
export function withCommentAbove(text: string, { startOffset, endOffset }: TextRange): TextRange {
  const start = text.lastIndexOf('\n', startOffset - 1) + 1;
  if (text.slice(start, startOffset).trim() !== '') return { startOffset, endOffset };
  let first = start;
  while (first > 0) {
    const above = text.lastIndexOf('\n', first - 2) + 1;
    if (!/^[ \t]*(?:\/\/|\/\*|\*(?:[ /]|\r?$)|#(?![![])|--|<!--)/m.test(text.slice(above, first))) break;
    first = above;
  }
  if (first === start) return { startOffset, endOffset };
  const indentation = /^[ \t]*/.exec(text.slice(first))?.[0].length ?? 0;
  return { startOffset: first + indentation, endOffset };
}

/**
 * The statement around a problem, or the function where the statement is larger or unknown. What is missing is reported
 * behind the code, in an empty line or at the file's end: the code before it is meant.
 */
export function fixTarget(text: string, reported: TextRange, findBlocks: FindBlocks): TextRange {
  const problem = atCode(text, reported);
  const { statement, functionLike } = findBlocks(problem.startOffset) ?? {};
  const holds = (range: TextRange | undefined) => range !== undefined && range.endOffset >= problem.endOffset;
  const around = [statement, functionLike].filter((range) => range !== undefined).filter(holds);
  const [smallest] = around.toSorted((a, b) => a.endOffset - a.startOffset - (b.endOffset - b.startOffset));
  return toWholeLines(text, smallest ?? problem);
}

function atCode(text: string, range: TextRange): TextRange {
  const { startOffset, endOffset } = toWholeLines(text, range);
  if (text.slice(startOffset, endOffset).trim() !== '') return range;
  const offset = text.slice(0, startOffset).trimEnd().length;
  return offset === 0 ? range : { startOffset: offset, endOffset: offset };
}

export function lineCount(text: string, { startOffset, endOffset }: TextRange): number {
  return linesOf(text.slice(startOffset, endOffset)).length;
}

/** Parts of at most `maxLines` that cover a range: functions and statements, and lines where there are none. */
export function partsOf(
  text: string,
  range: TextRange,
  maxLines: number,
  findBlocks: FindBlocks,
): readonly TextRange[] {
  const parts: TextRange[] = [];
  let startOffset = range.startOffset;
  while (startOffset < range.endOffset) {
    const rest = trimmed(text, { startOffset, endOffset: range.endOffset });
    if (rest === undefined) break;
    const part = nextPart(text, rest, maxLines, findBlocks);
    parts.push(part);
    startOffset = part.endOffset;
  }
  return parts;
}

function nextPart(text: string, rest: TextRange, maxLines: number, findBlocks: FindBlocks): TextRange {
  const { statement, functionLike } = findBlocks(rest.startOffset) ?? {};
  const fits = (part: TextRange) =>
    part.startOffset <= rest.startOffset &&
    part.endOffset > rest.startOffset &&
    part.endOffset <= rest.endOffset &&
    lineCount(text, { ...part, startOffset: rest.startOffset }) <= maxLines;
  const block = [functionLike, statement].filter((part) => part !== undefined).find(fits);
  if (block !== undefined) return toWholeLines(text, { ...block, startOffset: rest.startOffset });
  const lines = linesOf(text.slice(rest.startOffset, rest.endOffset)).slice(0, maxLines).join('');
  return { startOffset: rest.startOffset, endOffset: rest.startOffset + lines.trimEnd().length };
}

/** From the first character of its first line to the last of its last: what is added may need lines of its own. */
export function toWholeLines(text: string, { startOffset, endOffset }: TextRange): TextRange {
  const lineStart = text.lastIndexOf('\n', startOffset - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, startOffset))?.[0].length ?? 0;
  const nextLine = text.indexOf('\n', endOffset);
  const lineEnd = nextLine === -1 ? text.length : nextLine;
  const tail = text.slice(endOffset, lineEnd).trimEnd();
  return { startOffset: lineStart + indentation, endOffset: endOffset + tail.length };
}

function trimmed(text: string, { startOffset, endOffset }: TextRange): TextRange | undefined {
  const selected = text.slice(startOffset, endOffset);
  if (selected.trim() === '') return undefined;
  const blankLines = /^(?:[ \t]*\r?\n)*/.exec(selected)?.[0].length ?? 0;
  return { startOffset: startOffset + blankLines, endOffset: startOffset + selected.trimEnd().length };
}

/** The lines around an offset up to the next blank ones; undefined on a blank line. */
function paragraphAt(text: string, offset: number): TextRange | undefined {
  let startOffset = 0;
  let paragraph: TextRange | undefined;
  for (const line of linesOf(text)) {
    const endOffset = startOffset + line.length;
    const isBlank = line.trim() === '';
    if (isBlank && offset < endOffset) return paragraph && trimmedTo(text, paragraph, offset);
    paragraph = isBlank ? undefined : { startOffset: paragraph?.startOffset ?? startOffset, endOffset };
    startOffset = endOffset;
  }
  return paragraph && trimmedTo(text, paragraph, offset);
}

function trimmedTo(text: string, paragraph: TextRange, offset: number): TextRange | undefined {
  const isAtEnd = offset === paragraph.endOffset && !text.endsWith('\n');
  return offset < paragraph.endOffset || isAtEnd ? trimmed(text, paragraph) : undefined;
}

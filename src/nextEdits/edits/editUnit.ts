// An edit as one meant it: which tokens became which others, and what stood around them. Pure; holds no offsets, so
// that it stays true when the document changes. Must not know rules.

import type { TextRange } from '../../base/ranges.ts';
import type { TextChange } from '../../base/textChanges.ts';
import type { NodeFacts } from '../../context/syntax/nodeFacts.ts';
import { commonBeginning, commonEnd, type Token, tokensOf } from './tokens.ts';

/** White space beside what was exchanged, before and after it. */
export interface Gaps {
  readonly left: string;
  readonly right: string;
}

export interface EditUnit {
  readonly uri: string;
  readonly languageId: string;
  /** The tokens taken away and put there instead; one of them may be none. */
  readonly removed: readonly string[];
  readonly inserted: readonly string[];
  readonly insertedText: string;
  readonly oldGaps: Gaps;
  readonly newGaps: Gaps;
  /** Tokens before and after it, on its line and the ones beside that. */
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** How many of them stand on its own lines. */
  readonly leftOnLine: number;
  readonly rightOnLine: number;
  /** Whether it is in the brackets behind a name that is declared there. */
  readonly isParameter: boolean;
  /** What the new text's syntax says of the first token that was exchanged, or else of the one behind the place. */
  readonly facts: NodeFacts | undefined;
}

/** More than this is written, not edited. */
const maxTokens = 40;
/** What looks like one edit of a line stands on few lines. */
const maxRegionCharacters = 4000;

/**
 * Undefined for changes of white space alone, and for those too large to be repeated.
 * @param factsOf what stands in the text after the change
 */
export function editUnitOf(
  { uri, languageId }: { readonly uri: string; readonly languageId: string },
  oldText: string,
  change: TextChange,
  factsOf: (range: TextRange) => NodeFacts | undefined,
): EditUnit | undefined {
  const { startOffset, removedLength, insertedText } = change;
  if (removedLength + insertedText.length > maxRegionCharacters) return undefined;
  const region = regionAround(oldText, startOffset, startOffset + removedLength);
  if (region.endOffset - region.startOffset > maxRegionCharacters) return undefined;
  const before = oldText.slice(region.startOffset, region.endOffset);
  const at = startOffset - region.startOffset;
  const after = before.slice(0, at) + insertedText + before.slice(at + removedLength);
  const oldTokens = tokensOf(before);
  const newTokens = tokensOf(after);
  const oldWords = oldTokens.map(({ text }) => text);
  const newWords = newTokens.map(({ text }) => text);
  const start = commonBeginning(oldWords, newWords);
  const end = commonEnd(oldWords, newWords, Math.min(oldWords.length, newWords.length) - start);
  const removed = oldWords.slice(start, oldWords.length - end);
  const inserted = newWords.slice(start, newWords.length - end);
  if (removed.length + inserted.length === 0 || Math.max(removed.length, inserted.length) > maxTokens)
    return undefined;
  const old = coreOf(before, oldTokens, start, end);
  const fresh = coreOf(after, newTokens, start, end);
  const lineStart = before.lastIndexOf('\n', old.range.startOffset - 1) + 1;
  const lineEnd = (before + '\n').indexOf('\n', old.range.endOffset);
  const looked = newTokens[start + (removed.length === 0 ? inserted.length : 0)];
  return {
    uri,
    languageId,
    removed,
    inserted,
    insertedText: after.slice(fresh.range.startOffset, fresh.range.endOffset),
    oldGaps: old.gaps,
    newGaps: fresh.gaps,
    left: oldWords.slice(0, start),
    right: oldWords.slice(oldWords.length - end),
    leftOnLine: oldTokens.slice(0, start).filter((token) => token.startOffset >= lineStart).length,
    rightOnLine: oldTokens.slice(oldTokens.length - end).filter((token) => token.startOffset < lineEnd)
      .length,
    isParameter: isParameter(newTokens, start, (token) => factsOf(shifted(token, region.startOffset))),
    facts: looked === undefined ? undefined : factsOf(shifted(looked, region.startOffset)),
  };
}

function isParameter(
  tokens: readonly Token[],
  index: number,
  factsOf: (token: Token) => NodeFacts | undefined,
): boolean {
  let depth = 0;
  for (let at = index - 1; at > 0; at--) {
    const text = tokens[at]?.text ?? '';
    if (')]}'.includes(text)) depth++;
    else if ('([{'.includes(text) && depth > 0) depth--;
    else if ('([{'.includes(text)) {
      const name = tokens[at - 1];
      return text === '(' && name !== undefined && factsOf(name)?.declaration !== undefined;
    }
  }
  return false;
}

/** The lines of the range and one more on each side. */
function regionAround(text: string, startOffset: number, endOffset: number): TextRange {
  const lineStart = text.lastIndexOf('\n', startOffset - 1);
  const lineEnd = text.indexOf('\n', endOffset);
  return {
    startOffset: lineStart <= 0 ? 0 : text.lastIndexOf('\n', lineStart - 1) + 1,
    endOffset: lineEnd === -1 ? text.length : endOfLineAfter(text, lineEnd),
  };
}

function endOfLineAfter(text: string, lineEnd: number): number {
  const next = text.indexOf('\n', lineEnd + 1);
  return next === -1 ? text.length : next;
}

/** What lies between `start` tokens from the beginning and `end` from the end. */
function coreOf(text: string, tokens: readonly Token[], start: number, end: number) {
  const core = tokens.slice(start, tokens.length - end);
  const leftEnd = tokens[start - 1]?.endOffset ?? 0;
  const rightStart = tokens[tokens.length - end]?.startOffset ?? text.length;
  const from = core[0]?.startOffset ?? rightStart;
  const to = core.at(-1)?.endOffset ?? rightStart;
  return {
    range: { startOffset: from, endOffset: to },
    gaps: { left: text.slice(leftEnd, from), right: text.slice(to, rightStart) },
  };
}

function shifted({ startOffset, endOffset }: TextRange, by: number): TextRange {
  return { startOffset: startOffset + by, endOffset: endOffset + by };
}

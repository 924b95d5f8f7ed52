// Cuts a suggestion before a bracket that would close what is not open, or what the document closes itself. Pure.
import type { SilentReason } from '../../../engine/protocol/protocol.ts';
import { indentationOf } from '../../base/sharedIndentation.ts';
import type { CleanSuggestion, Surroundings } from '../place/surroundings.ts';
import { type Bracket, bracketsIn, closerOf } from './brackets.ts';
import type { Lexis } from './lexis.ts';
import { joinRestOfLine } from './restOfLine.ts';

export function balanceBrackets(
  suggestion: CleanSuggestion,
  around: Surroundings,
  lexis: Lexis,
): CleanSuggestion | SilentReason {
  const at = excessCloser(suggestion, around, lexis);
  if (at === undefined) return suggestion;
  const text = suggestion.text.slice(0, at).trimEnd();
  // What stood behind the bracket may have been what covered the rest of the line.
  return joinRestOfLine({ text, replacedLength: 0 }, around, lexis);
}

/** Offset in the suggestion's text of the first closer that is one too many. */
function excessCloser(
  { text, replacedLength }: CleanSuggestion,
  around: Surroundings,
  lexis: Lexis,
): number | undefined {
  if (!lexis.isBalanced || !/[)\]}]/.test(text)) return undefined;
  const { before, lineBefore, lineAfter } = around;
  const textEnd = before.length + text.length;
  const whole = `${before}${text}${lineAfter.slice(replacedLength)}`;
  const { found, endsInside } = bracketsIn(whole, lexis);
  if (endsInside) return undefined;
  const open: Bracket[] = [];
  let isCertain = around.isWholeBefore;
  /** What the suggestion closes of what was open at the cursor. */
  const closed: { readonly opener: Bracket; readonly at: number }[] = [];
  for (const bracket of found) {
    const isOfText = bracket.at >= before.length && bracket.at < textEnd;
    const innermost = open.at(-1);
    if (closerOf[bracket.character] !== undefined) {
      open.push(bracket);
    } else if (innermost !== undefined && closerOf[innermost.character] === bracket.character) {
      open.pop();
      if (isOfText && innermost.at < before.length)
        closed.push({ opener: innermost, at: bracket.at - before.length });
    } else if (isOfText) {
      // Above the cursor's line strings and comments may have been misread; on it they are not.
      const isOnLine = innermost !== undefined && innermost.at >= before.length - lineBefore.length;
      return isOnLine || (innermost === undefined && isCertain) ? bracket.at - before.length : undefined;
    } else if (bracket.at >= textEnd) {
      return isClosedThere(around, lexis) ? closed[0]?.at : undefined;
    } else {
      isCertain = dropBack(open, bracket) && isCertain;
    }
  }
  return closed.find(({ opener }) => isClosedBelow(opener, open, around))?.at;
}

/**
 * An opener that nothing closes is left out when something outside it is closed. Returns whether something was
 * open that the closer closes.
 */
function dropBack(open: Bracket[], closer: Bracket): boolean {
  const partner = open.findLastIndex(({ character }) => closerOf[character] === closer.character);
  if (partner !== -1) open.length = partner;
  return partner !== -1;
}

/** Whether the line as it is, without the suggestion, closes only what is open. */
function isClosedThere({ before, lineAfter }: Surroundings, lexis: Lexis): boolean {
  const open: string[] = [];
  for (const { at, character } of bracketsIn(before + lineAfter, lexis).found) {
    const closer = closerOf[character];
    if (closer !== undefined) open.push(closer);
    else if (open.at(-1) === character) open.pop();
    else if (at >= before.length) return false;
  }
  return true;
}

/** A closer that begins the next line at the column where the opener's line begins is the opener's own. */
function isClosedBelow(
  opener: Bracket,
  open: readonly Bracket[],
  { before, nextLine }: Surroundings,
): boolean {
  const column = indentationOf(nextLine);
  if (nextLine[column.length] !== closerOf[opener.character]) return false;
  const isAtColumn = (bracket: Bracket) => indentationOf(lineAt(before, bracket.at)) === column;
  const innermost = open.at(-1);
  return isAtColumn(opener) && !(innermost !== undefined && isAtColumn(innermost));
}

function lineAt(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset) + 1, offset + 1);
}

// Makes a suggestion fit the text right of the cursor, so that nothing of it is doubled or lost. Pure.
import type { SilentReason } from '../../../engine/protocol/protocol.ts';
import type { CleanSuggestion, Surroundings } from '../place/surroundings.ts';
import { bracketsIn } from './brackets.ts';
import { leadingClosers, matchClosers } from './closers.ts';
import { type Lexis, wordCharactersOf } from './lexis.ts';

/**
 * What the suggestion brings along of the rest of the line is replaced by it, so that the cursor ends up behind it;
 * what it brings along only in part is cut from its end.
 */
export function joinRestOfLine(
  suggestion: CleanSuggestion,
  around: Surroundings,
  lexis: Lexis,
): CleanSuggestion | SilentReason {
  const { lineBefore } = around;
  const rest = around.lineAfter.trimEnd();
  if (rest === '' || suggestion.text === '') return suggestion;
  const words = wordEndsOf(lexis);
  const joined = join(suggestion.text, rest, words);
  if (joined.text === rest.slice(0, joined.replacedLength)) return 'alreadyThere';
  if (joined.replacedLength > 0) return joined;
  const isWordSplit =
    words.begins.test(rest) && (words.ends.test(lineBefore) || words.ends.test(joined.text));
  if (isWordSplit) return 'wordToTheRight';
  const inside = lexis.isProse
    ? withoutClosingMark(joined.text, rest, lineBefore)
    : withoutClosingQuote(joined.text, rest, lineBefore, lexis);
  return { text: withoutClosingTag(inside, rest), replacedLength: 0 };
}

/** The string that the cursor stands in ends further right on the line. */
function withoutClosingQuote(text: string, rest: string, lineBefore: string, lexis: Lexis): string {
  if (!/["'`]/.test(text)) return text;
  const { openQuote } = bracketsIn(lineBefore, lexis);
  if (openQuote === undefined || !rest.includes(openQuote)) return text;
  const at = new RegExp(`(?<!\\\\)${openQuote}`).exec(text)?.index;
  return at === undefined ? text : text.slice(0, at);
}

/** The formula or the code between words that the cursor stands in ends further right on the line. */
function withoutClosingMark(text: string, rest: string, lineBefore: string): string {
  const mark = openMark(lineBefore);
  if (mark === undefined || !rest.includes(mark)) return text;
  const at = [...text.matchAll(marks)].find(([found]) => found === mark)?.index;
  return at === undefined ? text : text.slice(0, at).trimEnd();
}

const marks = /(?<!\\)(?:\$\$?|`+)/g;

function openMark(lineBefore: string): string | undefined {
  let open: string | undefined;
  for (const [mark] of lineBefore.matchAll(marks)) {
    if (open === undefined) open = mark;
    else if (open === mark) open = undefined;
  }
  return open;
}

/** The element that the cursor stands in ends further right on the line. */
function withoutClosingTag(text: string, rest: string): string {
  const [tag = '', name = ''] = /<\/([\w.-]+)>$/.exec(rest) ?? [];
  if (tag === '' || !text.endsWith(tag) || text.includes(`<${name}`)) return text;
  return text.slice(0, -tag.length);
}

function join(text: string, rest: string, words: WordEnds): CleanSuggestion {
  const expected = leadingClosers(rest);
  if (expected === '') return joinPlain(text, rest, words);
  const { count, firstAt, endAt } = matchClosers(text, expected);
  // None of its own: its closers belong to what it opens itself.
  if (count === 0) return { text, replacedLength: 0 };
  const textTail = text.slice(endAt);
  const restTail = rest.slice(count);
  if (restTail === '' || textTail === '') return { text, replacedLength: count };
  if (textTail.startsWith(restTail) || textTail.endsWith(restTail))
    return { text, replacedLength: rest.length };
  // It goes on differently than the line does: only what comes before the closers fits.
  return { text: text.slice(0, firstAt), replacedLength: 0 };
}

function joinPlain(text: string, rest: string, words: WordEnds): CleanSuggestion {
  // The rest's beginning may stand at the text's beginning, and what is left of it at the text's end.
  for (let begin = commonStart(text, rest); begin >= 0 && text.length >= rest.length; begin--) {
    const end = rest.slice(begin);
    const kept = text.slice(0, text.length - end.length);
    if (end === '' || (text.endsWith(end) && isBoundary(kept, end, words)))
      return { text, replacedLength: rest.length };
  }
  for (let length = Math.min(text.length, rest.length); length > 0; length--) {
    const kept = text.slice(0, -length);
    if (text.endsWith(rest.slice(0, length)) && isBoundary(kept, rest, words))
      return { text: kept, replacedLength: 0 };
  }
  return { text, replacedLength: 0 };
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

interface WordEnds {
  readonly ends: RegExp;
  readonly begins: RegExp;
}

function wordEndsOf(lexis: Lexis): WordEnds {
  const letters = wordCharactersOf(lexis);
  return { ends: new RegExp(`[${letters}]$`, 'u'), begins: new RegExp(`^[${letters}]`, 'u') };
}

/** Letters that happen to be equal inside a word are no overlap. */
function isBoundary(kept: string, rest: string, { ends, begins }: WordEnds): boolean {
  return !(ends.test(kept) && begins.test(rest));
}

// Makes a suggestion fit the text right of the cursor, so that nothing of it is doubled or lost. Pure.
import type { SilentReason } from '../../../engine/protocol.ts';
import type { CleanSuggestion, Surroundings } from '../postprocess.ts';
import { leadingClosers, matchClosers } from './closers.ts';

/**
 * What the suggestion brings along of the rest of the line is replaced by it, so that the cursor ends up behind it;
 * what it brings along only in part is cut from its end.
 */
export function joinRestOfLine(
  suggestion: CleanSuggestion,
  around: Surroundings,
): CleanSuggestion | SilentReason {
  const rest = around.lineAfter.trimEnd();
  if (rest === '' || suggestion.text === '') return suggestion;
  const joined = join(suggestion.text, rest);
  return joined.text === rest.slice(0, joined.replacedLength) ? 'alreadyThere' : joined;
}

function join(text: string, rest: string): CleanSuggestion {
  const expected = leadingClosers(rest);
  if (expected === '') return joinPlain(text, rest);
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

function joinPlain(text: string, rest: string): CleanSuggestion {
  const isWhole = text.endsWith(rest) && isBoundary(text.slice(0, -rest.length), rest);
  if (isWhole || text.startsWith(rest)) return { text, replacedLength: rest.length };
  for (let length = Math.min(text.length, rest.length) - 1; length > 0; length--) {
    const kept = text.slice(0, -length);
    if (text.endsWith(rest.slice(0, length)) && isBoundary(kept, rest))
      return { text: kept, replacedLength: 0 };
  }
  return { text, replacedLength: 0 };
}

const endsInWord = /[\p{L}\p{N}_$]$/u;
const beginsWithWord = /^[\p{L}\p{N}_$]/u;

/** Letters that happen to be equal inside a word are no overlap. */
function isBoundary(kept: string, rest: string): boolean {
  return !(endsInWord.test(kept) && beginsWithWord.test(rest));
}

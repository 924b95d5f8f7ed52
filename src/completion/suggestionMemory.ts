// Answers given before, given again while someone types along with them or goes back into them.
// Holds plain text of its own; must not know the engine.
import type { Place } from './place.ts';

interface RememberedAnswer {
  readonly uri: string;
  readonly offset: number;
  /** The document's text on both sides, as far as it is compared. */
  readonly before: string;
  readonly after: string;
  readonly forcedText: string;
  /** What the engine answered, before clean-up. */
  readonly text: string;
}

const maxRemembered = 40;
const comparedBefore = 1000;
const comparedAfter = 300;
/** Closers that an editor may have added right of the cursor since. */
const maxAddedClosers = 8;
const onlyClosers = /^[)\]}>"'`;,]*$/;

export class SuggestionMemory {
  private answers: readonly RememberedAnswer[] = [];

  remember(place: Place, text: string): void {
    const { uri, offset, afterOffset, forcedText } = place;
    const answer = {
      uri,
      offset,
      before: ownCopy(place.text.slice(Math.max(0, offset - comparedBefore), offset)),
      after: ownCopy(place.text.slice(afterOffset, afterOffset + comparedAfter)),
      forcedText,
      text,
    };
    this.answers = [answer, ...this.answers.slice(0, maxRemembered - 1)];
  }

  forget(uri: string): void {
    this.answers = this.answers.filter((answer) => answer.uri !== uri);
  }

  clear(): void {
    this.answers = [];
  }

  /** What is left of the newest answer that the text before the cursor agrees with, the forced text included. */
  recall(place: Place): string | undefined {
    for (const answer of this.answers) {
      const rest = restOf(answer, place);
      if (rest !== undefined) return rest;
    }
    return undefined;
  }
}

function restOf(answer: RememberedAnswer, place: Place): string | undefined {
  const { text, offset, forcedText } = place;
  if (answer.uri !== place.uri || offset < answer.offset) return undefined;
  if (offset - answer.offset > 2 * answer.text.length) return undefined;
  if (text.slice(Math.max(0, answer.offset - comparedBefore), answer.offset) !== answer.before)
    return undefined;
  const typed = text.slice(answer.offset, offset).replaceAll('\r\n', '\n');
  const wanted = typed + forcedText;
  // An answer that was forced to begin with something says nothing about places where that was not chosen.
  if (!answer.text.startsWith(wanted) || !wanted.startsWith(answer.forcedText)) return undefined;
  // All of it is there: what comes next was never asked. But an empty answer stays empty.
  if (wanted.length === answer.text.length && wanted !== '') return undefined;
  return isSameAfter(answer.after, text, place.afterOffset) ? answer.text.slice(typed.length) : undefined;
}

/** Brackets and quotes that the editor closed while typing do not make it another place. */
function isSameAfter(remembered: string, text: string, afterOffset: number): boolean {
  const now = text.slice(afterOffset, afterOffset + comparedAfter + maxAddedClosers);
  const isWhole = remembered.length < comparedAfter;
  for (let added = 0; added <= maxAddedClosers && onlyClosers.test(now.slice(0, added)); added++) {
    const compared = now.slice(added, isWhole ? undefined : added + comparedAfter);
    if (compared === remembered) return true;
  }
  return false;
}

/** A slice of a big string keeps all of it in memory; this one does not. */
function ownCopy(slice: string): string {
  return Buffer.from(slice, 'utf16le').toString('utf16le');
}

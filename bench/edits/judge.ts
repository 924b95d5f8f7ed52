// Whether a proposed place was edited so in the next release. Pure.
// Must not know how places are found.
import { type Token, tokensOf } from '../../src/nextEdits/edits/tokens.ts';
import type { Episode, Replacement } from './episode.ts';

/** Edited so in the next release; in a passage that was edited otherwise, or went; or left as it was. */
export type Verdict = 'right' | 'otherwise' | 'left';

/** @param text the episode's text after its history */
export function verdictOf(episode: Episode, text: string, site: Replacement): Verdict {
  if (isRight(episode, text, site)) return 'right';
  const { edits, rewritten } = episode.truth;
  const isEdited = [...edits, ...rewritten].some(
    ({ oldStart, oldEnd }) => oldStart <= site.endOffset && site.startOffset <= oldEnd,
  );
  return isEdited ? 'otherwise' : 'left';
}

function isRight(episode: Episode, text: string, site: Replacement): boolean {
  const { startOffset, endOffset, newText } = site;
  const removed = wordsOf(tokensOf(text, startOffset, endOffset));
  const inserted = wordsOf(tokensOf(newText));
  const place = placeOf(text, startOffset);
  const { edits, rewritten } = episode.truth;
  const isEdited = edits.some((edit) => {
    if (edit.oldStart > endOffset || edit.oldEnd < startOffset) return false;
    const truthPlace = placeOf(text, edit.oldStart);
    const truthEnd = truthPlace + edit.removed.length;
    const begins =
      place === truthPlace && isBeginning(edit.removed, removed) && isBeginning(edit.inserted, inserted);
    const ends =
      place + removed.length === truthEnd && isEnd(edit.removed, removed) && isEnd(edit.inserted, inserted);
    return begins || ends;
  });
  if (isEdited) return true;
  // Written anew: the line is right when it has what was put there, and no longer what was taken away.
  const passage = rewritten.find(({ oldStart, oldEnd }) => oldStart <= startOffset && endOffset <= oldEnd);
  if (passage === undefined || inserted.length === 0) return false;
  const words = wordsOf(tokensOf(passage.newText));
  return (
    contains(words, inserted) &&
    (removed.length === 0 || contains(inserted, removed) || !contains(words, removed))
  );
}

/** Which token of the text the place is, counted from a line's start nearby: enough to compare two places with. */
function placeOf(text: string, offset: number): number {
  const from = lineStartBefore(text, offset);
  return from * 100 + tokensOf(text, from, offset).length;
}

function lineStartBefore(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function wordsOf(tokens: readonly Token[]): readonly string[] {
  return tokens.map(({ text }) => text);
}

function isBeginning(words: readonly string[], part: readonly string[]): boolean {
  return part.every((word, at) => words[at] === word);
}

function isEnd(words: readonly string[], part: readonly string[]): boolean {
  return isBeginning(words.toReversed(), part.toReversed());
}

function contains(words: readonly string[], part: readonly string[]): boolean {
  return words.some((_, at) => part.every((word, index) => words[at + index] === word));
}

// Episodes of another kind: a parameter that a release put into a declaration, and the arguments that it put into calls
// of it in the same file. Must not know models.

import type { TextRange } from '../../src/base/ranges.ts';
import { applyChange } from '../../src/base/textChanges.ts';
import type { ScopeContext } from '../../src/context/scopeContext.ts';
import { callHoles } from '../../src/nextEdits/calls/brokenCalls.ts';
import { changedParameter } from '../../src/nextEdits/calls/changedParameter.ts';
import type { RestingEdit } from '../../src/nextEdits/edits/editHistory.ts';
import { EditHistory } from '../../src/nextEdits/edits/editHistory.ts';
import { type Token, tokensOf } from '../../src/nextEdits/edits/tokens.ts';
import type { AtomicEdit } from './episode.ts';
import { fileDifference } from './fileDifference.ts';
import { type FilePair, halfOf } from './mineEpisodes.ts';

export interface CallEpisode {
  readonly id: string;
  readonly languageId: string;
  readonly half: 'choosing' | 'reporting';
  /** With the parameter, and without any of the arguments. */
  readonly text: string;
  readonly resting: RestingEdit;
  /** Where a call wants its argument, and the tokens that the release put there. */
  readonly truths: readonly { readonly offset: number; readonly argument: readonly string[] }[];
}

const maxHeadCharacters = 300;

export function callEpisodes(pair: FilePair, syntax: ScopeContext): CallEpisode[] {
  const { id, languageId, oldText, newText } = pair;
  const edits = fileDifference(oldText, newText)?.edits.filter(({ removed }) => removed.length === 0) ?? [];
  const uri = `file:///${id}`;
  const factsOf = syntax.factsIn({ uri, languageId, version: 1, text: newText });
  const declared = edits.filter((edit) => {
    const name = nameBefore(newText, edit.newStart);
    return name !== undefined && factsOf?.(name).declaration !== undefined;
  });
  syntax.close(uri);
  return declared.flatMap((edit) => {
    const episode = episodeOf(pair, edit, edits, syntax);
    return episode === undefined ? [] : [{ id, languageId, half: halfOf(id), ...episode }];
  });
}

/** Of the brackets around an offset. */
function nameBefore(text: string, offset: number): TextRange | undefined {
  const before = text.slice(Math.max(0, offset - maxHeadCharacters), offset);
  const match = /([\p{L}\p{N}_$]+)\s*(?:<[^<>]*>)?\([^(){};]*$/u.exec(before);
  if (match === null) return undefined;
  const startOffset = offset - before.length + match.index;
  return { startOffset, endOffset: startOffset + (match[1] ?? '').length };
}

function episodeOf(
  { id, languageId, oldText, newText }: FilePair,
  edit: AtomicEdit,
  edits: readonly AtomicEdit[],
  syntax: ScopeContext,
) {
  const uri = `file:///${id}#${edit.oldStart}`;
  const insertedText = newText.slice(edit.newStart, edit.newEnd);
  const change = { startOffset: edit.oldStart, removedLength: 0, insertedText };
  const text = applyChange(oldText, change);
  const factsOf = syntax.factsIn({ uri, languageId, version: 1, text });
  try {
    if (factsOf === undefined) return undefined;
    const history = new EditHistory(1);
    history.open(uri, languageId, oldText);
    history.change(uri, [change]);
    const resting = history.rest({ uri, text, factsOf });
    const parameter = resting && changedParameter(resting);
    if (resting === undefined || parameter === undefined) return undefined;
    const searched = { text, languageId, factsOf, isTooLate: () => false };
    const everywhere = [{ startOffset: 0, endOffset: text.length }];
    const truths = callHoles(searched, parameter, everywhere).flatMap(({ offset }) => {
      const oldOffset = offset > edit.oldStart ? offset - insertedText.length : offset;
      const made = edits.find((one) => one !== edit && Math.abs(one.oldStart - oldOffset) <= 2);
      const argument = made?.inserted.filter(
        (word, at, all) => word !== ',' || (at > 0 && at < all.length - 1),
      );
      return argument === undefined || argument.length === 0 ? [] : [{ offset, argument }];
    });
    return truths.length === 0 ? undefined : { text, resting, truths };
  } finally {
    syntax.close(uri);
  }
}

export function wordsOf(text: string): readonly string[] {
  return tokensOf(text).map(({ text: word }: Token) => word);
}

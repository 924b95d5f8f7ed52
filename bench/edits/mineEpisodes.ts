// Cuts episodes from two releases of a file: an edit that comes again, its first occurrences as history, all that was
// done besides as the truth; and negatives, where all but the history has been done already. Pure.
// What comes again is decided by the tokens alone, so that no rule chooses what it is measured by.

import type { TextRange } from '../../src/base/ranges.ts';
import type { NodeFacts } from '../../src/context/syntax/nodeFacts.ts';
import { isName, isWord, tokensOf } from '../../src/nextEdits/edits/tokens.ts';
import type { Random } from '../evaluation/random.ts';
import type { AtomicEdit, Episode, FileDifference, NegativeKind, Replacement, Shape } from './episode.ts';
import { groupedBy } from './groupedBy.ts';

export interface FilePair {
  readonly id: string;
  readonly languageId: string;
  readonly oldText: string;
  readonly newText: string;
}

export type FactsOf = (text: string, range: TextRange) => NodeFacts | undefined;

const maxEditTokens = 12;
/** More than a person would repeat: a formatter, or a file that was generated. */
const maxGroupEdits = 60;

/** All episodes of a file, positives and negatives. */
export function mineEpisodes(
  pair: FilePair,
  difference: FileDifference,
  factsOf: FactsOf,
  random: Random,
): Episode[] {
  const groups = groupedBy(difference.edits.filter(isRepeatable), keyOf);
  return groups.flatMap((group) => episodesOf(pair, difference, group, factsOf, random));
}

function episodesOf(
  pair: FilePair,
  difference: FileDifference,
  group: readonly AtomicEdit[],
  factsOf: FactsOf,
  random: Random,
): Episode[] {
  const [first] = group;
  if (first === undefined || group.length < 2 || group.length > maxGroupEdits) return [];
  // People begin anywhere: at the declaration, or at one of the places and the next one.
  const declared = isRenaming(first) ? group.find((edit) => declares(pair, edit, factsOf)) : undefined;
  const start = Math.floor(random() * (group.length - 1));
  const history = declared === undefined ? group.slice(start, start + 2) : [declared];
  const shape = declared === undefined ? shapeOf(first) : 'rename';
  const id = `${pair.id}:${first.removed.join(' ')}→${first.inserted.join(' ')}`;
  const base = { id, languageId: pair.languageId, shape, half: halfOf(pair.id) };
  const episodes: Episode[] = [];
  if (group.length > history.length) episodes.push({ ...base, ...positive(pair, difference, history) });
  episodes.push({ ...base, ...negative(pair, history, factsOf) });
  return episodes;
}

function positive(
  { oldText, newText }: FilePair,
  difference: FileDifference,
  history: readonly AtomicEdit[],
) {
  const replacements: Replacement[] = [];
  let growth = 0;
  for (const edit of history) {
    const inserted = newText.slice(edit.newStart, edit.newEnd);
    replacements.push({
      startOffset: edit.oldStart + growth,
      endOffset: edit.oldEnd + growth,
      newText: inserted,
    });
    growth += inserted.length - (edit.oldEnd - edit.oldStart);
  }
  const moved = (offset: number) =>
    history.reduce(
      (sum, edit) =>
        edit.oldEnd <= offset && edit.oldStart < offset
          ? sum + edit.newEnd - edit.newStart - (edit.oldEnd - edit.oldStart)
          : sum,
      offset,
    );
  const truth = {
    edits: difference.edits
      .filter((edit) => !history.includes(edit))
      .map((edit) => ({ ...edit, oldStart: moved(edit.oldStart), oldEnd: moved(edit.oldEnd) })),
    rewritten: difference.rewritten.map((passage) => ({
      ...passage,
      oldStart: moved(passage.oldStart),
      oldEnd: moved(passage.oldEnd),
    })),
  };
  return { text: oldText, history: replacements, truth, negative: undefined };
}

/** The new file with the history taken back, and the history made again: nothing else is to do. */
function negative({ oldText, newText }: FilePair, history: readonly AtomicEdit[], factsOf: FactsOf) {
  const undone = history
    .toReversed()
    .reduce(
      (text, edit) =>
        text.slice(0, edit.newStart) + oldText.slice(edit.oldStart, edit.oldEnd) + text.slice(edit.newEnd),
      newText,
    );
  const replacements = history.map((edit) => ({
    startOffset: edit.newStart,
    endOffset: edit.newStart + edit.oldEnd - edit.oldStart,
    newText: newText.slice(edit.newStart, edit.newEnd),
  }));
  const kind = remaining(newText, history[0], factsOf);
  return { text: undone, history: replacements, truth: { edits: [], rewritten: [] }, negative: kind };
}

/** Where the tokens that were taken away still stand in the new file. */
function remaining(newText: string, edit: AtomicEdit | undefined, factsOf: FactsOf): NegativeKind {
  const word = edit?.removed.filter(isWord).toSorted((a, b) => b.length - a.length)[0];
  if (edit === undefined || word === undefined) return edit?.removed.length === 0 ? 'nearMiss' : 'done';
  const kinds = tokensOf(newText)
    .filter(({ text }) => text === word)
    .map((token) => factsOf(newText, token)?.kind ?? 'code');
  if (kinds.length === 0) return 'done';
  return kinds.includes('code') ? 'nearMiss' : 'literal';
}

/** Only signs: a formatter's work. */
function isRepeatable({ removed, inserted }: AtomicEdit): boolean {
  const tokens = [...removed, ...inserted];
  return tokens.some(isWord) && tokens.length <= maxEditTokens;
}

function keyOf({ removed, inserted }: AtomicEdit): string {
  return JSON.stringify([removed, inserted]);
}

function isRenaming({ removed, inserted }: AtomicEdit): boolean {
  return (
    removed.length === 1 && inserted.length === 1 && isName(removed[0] ?? '') && isName(inserted[0] ?? '')
  );
}

function declares({ newText }: FilePair, edit: AtomicEdit, factsOf: FactsOf): boolean {
  const [token] = tokensOf(newText, edit.newStart, edit.newEnd);
  return token !== undefined && factsOf(newText, token)?.declaration !== undefined;
}

function shapeOf(edit: AtomicEdit): Shape {
  if (isRenaming(edit)) return 'name';
  if (edit.removed.length === 0) return 'insertion';
  return edit.inserted.length === 0 ? 'deletion' : 'other';
}

/** By file, so that nothing is reported on what it was chosen by. */
export function halfOf(id: string): Episode['half'] {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return hash % 2 === 0 ? 'choosing' : 'reporting';
}

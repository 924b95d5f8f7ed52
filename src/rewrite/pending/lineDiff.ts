// What a proposal changes of a text, by lines and by words. Pure; the comparing is the `diff` package's.
// Must not know documents.
import { diffArrays, diffWordsWithSpace } from 'diff';

/** A run of lines that both texts have, or that one replaces in the other. */
export interface DiffPart {
  readonly kind: 'same' | 'changed';
  readonly original: readonly string[];
  readonly proposed: readonly string[];
}

/** Lines with their ends, so that joining them gives the text back. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Parts in order: their originals joined are the one text, their proposals the other. */
export function diffLines(original: readonly string[], proposed: readonly string[]): readonly DiffPart[] {
  const parts: DiffPart[] = [];
  for (const { value, added, removed } of diffArrays([...original], [...proposed])) {
    const last = parts.at(-1);
    if (!added && !removed) {
      parts.push({ kind: 'same', original: value, proposed: value });
      continue;
    }
    const open = last?.kind === 'changed' ? last : undefined;
    if (open !== undefined) parts.pop();
    parts.push({
      kind: 'changed',
      original: [...(open?.original ?? []), ...(removed ? value : [])],
      proposed: [...(open?.proposed ?? []), ...(added ? value : [])],
    });
  }
  return parts;
}

/** Beyond this a change is a new text, and marked words would only make it restless. */
const maxWordDiffCharacters = 20_000;

/** The pieces of `proposed` that `original` does not have, as offsets into `proposed`. */
export function addedWords(
  original: string,
  proposed: string,
): readonly { readonly startOffset: number; readonly endOffset: number }[] {
  if (original === '' || original.length + proposed.length > maxWordDiffCharacters) return [];
  let offset = 0;
  return diffWordsWithSpace(original, proposed).flatMap(({ value, added, removed }) => {
    if (removed) return [];
    const startOffset = offset;
    offset += value.length;
    return added && value.trim() !== '' ? [{ startOffset, endOffset: offset }] : [];
  });
}

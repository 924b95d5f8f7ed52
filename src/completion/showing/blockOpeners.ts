// What a suggestion leaves open, closed: so that a line which opens a block is not taken for a broken one. Pure.
// Must not know syntax trees; whoever has one parses what this returns.
import { bracketsIn, closerOf } from '../cleanup/brackets.ts';
import { lexisOf } from '../cleanup/lexis.ts';

/**
 * What to write behind `text` to close the brackets that it opens and its lines leave open, or to fill the block that
 * its colon opens; empty when nothing is open.
 */
export function closingOf(text: string, lineBefore: string, languageId: string): string {
  if (languageId === 'python') return /:\s*$/.test(text) ? ' pass' : '';
  const { found, endsInside } = bracketsIn(lineBefore + text, lexisOf(languageId));
  if (endsInside) return '';
  const open: { readonly at: number; readonly closer: string }[] = [];
  for (const { at, character } of found) {
    const closer = closerOf[character];
    if (closer !== undefined) open.push({ at, closer });
    else if (open.at(-1)?.closer === character) open.pop();
  }
  return open
    .filter(({ at }) => at >= lineBefore.length)
    .toReversed()
    .map(({ closer }) => closer)
    .join('');
}

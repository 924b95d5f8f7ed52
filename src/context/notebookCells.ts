// What of a notebook's cells above the one that is written goes along with it. Pure.
// Must not know editors, nor which cells may be read.

export interface NotebookCell {
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
}

/** Tails grow and shrink in steps, so that a key seldom moves where the prompt begins. */
const tailStep = 500;

/**
 * Code of the cells above in the same language, in their order, in at most `room` characters: whole cells from the
 * nearest one up, and of the first one that does not fit its last lines.
 */
export function codeAbove(cells: readonly NotebookCell[], languageId: string, room: number): string {
  let left = room;
  const taken: string[] = [];
  for (const cell of cells.filter((other) => other.languageId === languageId).toReversed()) {
    const text = `${cell.text.trimEnd()}\n\n`;
    if (text.trim() === '') continue;
    if (text.length <= left) {
      taken.unshift(text);
      left -= text.length;
      continue;
    }
    const tail = lastLines(text, Math.floor(left / tailStep) * tailStep);
    if (tail !== '') taken.unshift(tail);
    break;
  }
  return taken.join('');
}

function lastLines(text: string, characters: number): string {
  if (characters === 0) return '';
  const lineEnd = text.indexOf('\n', text.length - characters - 1);
  return lineEnd === -1 ? '' : text.slice(lineEnd + 1);
}

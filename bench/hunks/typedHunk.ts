// Hunks of version differences as something that is typed: the file as it was by then, where the cursor stands, and what
// is typed there. Pure. Must not know models, nor where files come from.
import type { SourceFile } from '../evaluation/releases.ts';
import type { LineChange } from './versionDiff.ts';

export interface TypedHunk {
  readonly packageName: string;
  readonly path: string;
  readonly languageId: string;
  /** The older file with the hunks above this one in it, and without what this one replaces. */
  readonly text: string;
  readonly offset: number;
  /** What is typed at `offset`; whole new lines begin with the line end that Enter makes. */
  readonly typed: string;
}

const characters = { min: 10, max: 240 };
const maxLines = 8;
/** Longer ones are pasted. */
const maxLineCharacters = 160;
/** Lines of this length that were taken away elsewhere were moved, not typed. */
const movedLineCharacters = 12;

/**
 * The changes of one file that somebody types: whole new lines, and insertions into a line. Others are applied unseen.
 * @param removed lines, trimmed, that the newer release lacks somewhere
 */
export function typedHunks(
  older: SourceFile,
  newer: SourceFile,
  changes: readonly LineChange[],
  removed: ReadonlySet<string>,
): readonly TypedHunk[] {
  const { packageName, path, languageId } = older;
  const [oldLines, newLines] = [older.text.split('\n'), newer.text.split('\n')];
  return changes.flatMap((change) => {
    const typing = typingOf(change, oldLines, newLines);
    if (typing === undefined || !isTyped(typing.typed, removed)) return [];
    return { packageName, path, languageId, ...typing };
  });
}

type Typing = Pick<TypedHunk, 'text' | 'offset' | 'typed'>;

function typingOf(
  { oldStart, oldCount, newStart, newCount }: LineChange,
  oldLines: readonly string[],
  newLines: readonly string[],
): Typing | undefined {
  if (newCount === 0) return undefined;
  const above = newLines.slice(0, newStart);
  const below = oldLines.slice(oldStart + oldCount);
  const added = newLines.slice(newStart, newStart + newCount);
  if (oldCount === 0) {
    if (above.length === 0) return undefined;
    const before = above.join('\n');
    return { text: [before, ...below].join('\n'), offset: before.length, typed: `\n${added.join('\n')}` };
  }
  const [oldLine = '', newLine = ''] = [oldLines[oldStart], added[0]];
  if (oldCount !== 1 || newCount !== 1) return undefined;
  const start = commonLength(oldLine, newLine);
  const end = commonLength(reversed(oldLine.slice(start)), reversed(newLine.slice(start)));
  // A word is typed anew from its start.
  const from = newLine.slice(0, start).search(/[\p{L}\p{N}_]*$/u);
  const kept = newLine.slice(0, from === -1 ? start : from);
  const to = newLine.length - end;
  const before = [...above, kept].join('\n');
  const after = [newLine.slice(to), ...below].join('\n');
  return { text: before + after, offset: before.length, typed: newLine.slice(kept.length, to) };
}

function isTyped(typed: string, removed: ReadonlySet<string>): boolean {
  const lines = typed.trim().split('\n');
  const isMoved = lines.every((line) => line.trim().length < movedLineCharacters || removed.has(line.trim()));
  return (
    typed.trim().length >= characters.min &&
    typed.length <= characters.max &&
    lines.length <= maxLines &&
    lines.every((line) => line.length <= maxLineCharacters) &&
    (!isMoved || lines.every((line) => line.trim().length < movedLineCharacters))
  );
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length++;
  return length;
}

function reversed(text: string): string {
  return Array.from(text).toReversed().join('');
}

// Which removed text is said at which line of a pending change: stable API paints behind lines, but adds none between.
// Pure; strings come translated from the caller. Must not know editors.
import { cutAtOrBefore } from '../../base/lineEnds.ts';
import type { Translate } from '../../base/translation.ts';
import type { Hunk } from '../pending/hunks.ts';
import { linesOf } from '../pending/lineDiff.ts';
import { pairedLines } from '../pending/touchedHunk.ts';

/** What is said behind a line: a single line itself, with no white space that would collapse. */
export interface RemovedText {
  /** Of the end of that line, before its line end. */
  readonly offset: number;
  readonly text: string;
}

/** In UTF-16 units, as all lengths here; the hover and Compare have the whole. */
const maxShownLength = 80;
/** Of a line: more than is shown, whatever becomes of it. */
const maxReadLength = 1000;
/** Of one hunk; each costs the editor a style of its own. */
const maxTextsPerHunk = 100;
const lineBreak = ' ⏎ ';

/** Each original is said behind the proposed line that replaces it; where none does, at the place where it stood. */
export function removedTexts(
  text: string,
  hunk: Hunk,
  tabSize: number,
  t: Translate,
): readonly RemovedText[] {
  const proposed = linesOf(text.slice(hunk.startOffset, hunk.endOffset));
  const originals = linesOf(hunk.original);
  const said = (lines: readonly string[], beside: string) => shownLines(lines, beside, tabSize, t);
  if (proposed.length === 0) {
    const offset = lineEnd(text, hunk.startOffset);
    return originals.length === 0 ? [] : [{ offset, text: said(originals, '') }];
  }
  const groups = replacedOriginals(originals, proposed);
  let startOffset = hunk.startOffset;
  return proposed.flatMap((line, index) => {
    const offset = lineEnd(text, startOffset);
    startOffset += line.length;
    const lines = groups[index] ?? [];
    return lines.length === 0 ? [] : [{ offset, text: said(lines, line) }];
  });
}

/** For each proposed line its original, and those after it that nothing replaces; without those that it only repeats. */
function replacedOriginals(
  originals: readonly string[],
  proposed: readonly string[],
): readonly (readonly string[])[] {
  const groups: string[][] = proposed.map(() => []);
  const pairs = pairedLines(originals, proposed).flatMap((original, line) =>
    original === undefined ? [] : [{ original, line }],
  );
  const isRepeated = ({ original, line }: (typeof pairs)[number]) =>
    withoutEnd(originals[original] ?? '') === withoutEnd(proposed[line] ?? '');
  const repeated = new Set(pairs.filter(isRepeated).map(({ original }) => original));
  const shown = pairs.slice(0, maxTextsPerHunk);
  for (const [index, { original, line }] of shown.entries()) {
    const from = index === 0 ? 0 : original;
    const to = shown[index + 1]?.original ?? originals.length;
    groups[line] = originals.slice(from, to).filter((_, at) => !repeated.has(from + at));
  }
  return groups;
}

/** As many as there is room for, and the number of the others. */
function shownLines(lines: readonly string[], beside: string, tabSize: number, t: Translate): string {
  const written = lines.filter((line) => line.trim() !== '');
  const [first, ...others] = written;
  // A sign for a line end is all that there is to see of blank lines.
  if (first === undefined) return unbroken(`− ${more('⏎', lines.length - 1, t)}`);
  let shown = first.trim() === beside.trim() ? indented(first) : shownLine(first, tabSize);
  let count = 1;
  for (const line of others) {
    const longer = shown + lineBreak + shownLine(line, tabSize);
    if (longer.length > maxShownLength) break;
    shown = longer;
    count++;
  }
  return unbroken(`− ${more(shown, written.length - count, t)}`);
}

function more(shown: string, count: number, t: Translate): string {
  return count === 0 ? shown : `${shown} ${t('… and {0} more', count)}`;
}

function shownLine(line: string, tabSize: number): string {
  return cut(expandTabs(visible(line.trim().slice(0, maxReadLength)), tabSize));
}

/** Where a line differs only in the space around it, that is what there is to see. */
function indented(line: string): string {
  const marked = withoutEnd(line).replace(/^\s+|\s+$/g, (space) =>
    space.replaceAll('\t', '→').replace(/\s/g, '·'),
  );
  return cut(visible(marked.slice(0, maxReadLength)));
}

function withoutEnd(line: string): string {
  return line.replace(/\r?\n$/, '');
}

/** Of what is not to be seen, and of what would turn the text around, only that it is there. */
function visible(text: string): string {
  return text.replace(/(?!\t)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, '\uFFFD');
}

function expandTabs(text: string, tabSize: number): string {
  let expanded = '';
  for (const part of text.split(/(\t)/))
    expanded += part === '\t' ? ' '.repeat(tabSize - (expanded.length % tabSize)) : part;
  return expanded;
}

function cut(text: string): string {
  return text.length > maxShownLength ? `${text.slice(0, cutAtOrBefore(text, maxShownLength - 1))}…` : text;
}

/** Spaces in a row would become one behind a line. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00A0');
}

function lineEnd(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  if (next === -1) return text.length;
  return text[next - 1] === '\r' && next > offset ? next - 1 : next;
}

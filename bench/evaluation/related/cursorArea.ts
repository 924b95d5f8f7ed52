// The code around the cursor, as what related code is chosen by and compared with. Pure.
import { cutAtOrAfter, cutAtOrBefore, withPlainLineEnds } from '../../../src/base/lineEnds.ts';
import { tellingLines } from './codeWindows.ts';
import { jaccard } from './identifiers.ts';
import type { RelatedRequest } from './relatedCode.ts';

export interface CursorArea {
  /** The last lines of code up to the cursor, without comments and texts; the last one is the cursor's. */
  readonly codeBefore: readonly string[];
  /** Lines around the cursor that say something. */
  readonly lines: ReadonlySet<string>;
  /** Undefined when it says too little to be recognised. */
  readonly cursorLine: string | undefined;
}

const codeLines = 30;
const comparedLines = { before: 20, after: 10 };
/** Enough for the lines of a file that people write; keeps a minified one cheap. */
const maxCharacters = 8_000;
/** A chunk that shares more of its lines with the code at the cursor makes a small model repeat itself. */
const maxLineSimilarity = 0.6;
const minTellingCharacters = 8;

export function cursorArea({ text, offset: requested }: RelatedRequest): CursorArea {
  const offset = cutAtOrBefore(text, Math.min(Math.max(requested, 0), text.length));
  const start = cutAtOrAfter(text, Math.max(offset - maxCharacters, 0));
  const before = withPlainLineEnds(text.slice(start, offset)).split('\n');
  const end = cutAtOrBefore(text, Math.min(offset + maxCharacters, text.length));
  const after = withPlainLineEnds(text.slice(offset, end)).split('\n');
  const cursorLine = ((before.at(-1) ?? '') + (after[0] ?? '')).trim();
  const around = [
    ...before.slice(-comparedLines.before, -1),
    cursorLine,
    ...after.slice(1, comparedLines.after),
  ];
  return {
    codeBefore: codeOf(before).slice(-codeLines),
    lines: tellingLines(around),
    cursorLine: cursorLine.length < minTellingCharacters ? undefined : cursorLine,
  };
}

/** Words of comments and of quoted texts name nothing. Line by line, which errs on texts over several lines only. */
function codeOf(lines: readonly string[]): string[] {
  return lines
    .map((line) =>
      line.replace(/'(?:[^'\\]|\\.){0,200}'|"(?:[^"\\]|\\.){0,200}"/g, '""').replace(commentInLine, ''),
    )
    .filter((line, index) => line.trim() !== '' || index === lines.length - 1);
}

const commentInLine = /(?:\/\/|\/\*|^\s*\*|(?:^|\s)#\s).*$/;

export function repeatsCursorArea(area: CursorArea, text: string): boolean {
  const lines = tellingLines(text.split('\n'));
  const hasCursorLine = area.cursorLine !== undefined && lines.has(area.cursorLine);
  return hasCursorLine || jaccard(lines, area.lines) > maxLineSimilarity;
}

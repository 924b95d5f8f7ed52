// Draws scopes under the source they come from, and takes the drawing off again, for golden files.
import type { Scope } from '../../../../src/context/window/window.ts';

const sourcePrefix = '| ';
const marksPrefix = ': ';

export function sourceOf(golden: string): string {
  return golden
    .split('\n')
    .filter((line) => line.startsWith(sourcePrefix.trimEnd()))
    .map((line) => line.slice(sourcePrefix.length))
    .join('\n');
}

/** `^` where a statement begins, `$` at its last character, and the depth of its scope at the line's end. */
export function withMarks(source: string, scopes: readonly Scope[]): string {
  let lineStart = 0;
  const lines: string[] = [];
  for (const line of source.split('\n')) {
    lines.push((sourcePrefix + line).trimEnd());
    for (const depth of new Set(scopes.map((_, index) => depthOf(scopes, index)))) {
      const marks = marksOf(line, lineStart, atDepth(scopes, depth));
      if (marks.trim() !== '') lines.push(`${marksPrefix}${marks.trimEnd()} ${depth}`);
    }
    lineStart += line.length + 1;
  }
  return `${lines.join('\n')}\n`;
}

function marksOf(line: string, lineStart: number, scopes: readonly Scope[]): string {
  const marks: string[] = line.split('').map((unit) => (unit === '\t' ? unit : ' '));
  const lineEnd = lineStart + line.length;
  for (const { startOffset, endOffset } of scopes.flatMap(({ statements }) => statements)) {
    const start = startOffset - lineStart;
    const last = endOffset - 1 - lineStart;
    const startsHere = startOffset >= lineStart && startOffset < lineEnd;
    const endsHere = endOffset > lineStart && endOffset <= lineEnd;
    if (startsHere && endsHere) marks.fill('-', start, last);
    if (endsHere) marks[last] = '$';
    if (startsHere) marks[start] = '^';
  }
  return marks.join('');
}

function atDepth(scopes: readonly Scope[], depth: number): readonly Scope[] {
  return scopes.filter((_, index) => depthOf(scopes, index) === depth);
}

function depthOf(scopes: readonly Scope[], index: number): number {
  const inner = scopes[index];
  if (inner === undefined) return 0;
  return scopes.filter(
    (outer, at) =>
      at <= index && outer.startOffset <= inner.startOffset && outer.endOffset >= inner.endOffset,
  ).length;
}

// New definitions stand as those around them do: blank lines between them, exported where most of them are. Pure; texts
// have `\n` line ends. Must not know how the text came about.
import { indentationOf } from '../../base/sharedIndentation.ts';

export interface Neighbours {
  readonly languageId: string;
  readonly before: string;
  readonly after: string;
}

const definition =
  /^[ \t]*(?:export\s+)?(?:default\s+)?(?:(?:public|private|protected|internal|static|async|abstract|final|override|pub(?:\([^)]*\))?|unsafe)\s+)*(?:function\b|class\b|interface\b|enum\b|struct\b|trait\b|impl\b|type\s+\w+\s*=|def\b|fn\b|func\b|(?:const|let)\s+\w+\s*=\s*(?:async\s*)?(?:\(|function\b|\w+\s*=>))/;
const lead = /^\s*(?:\/\/|\/\*|\*|#|@|\[)/;
const maxBlankLines = 3;

/** Only while its first lines are known does a growing text stay as it is; `isComplete` adds what stands behind it. */
export function asNeighbours(text: string, neighbours: Neighbours, isComplete: boolean): string {
  const { before, after } = neighbours;
  const lineBefore = before.slice(before.lastIndexOf('\n') + 1);
  const rows = text.split('\n');
  const first = rows.findIndex((line) => line.trim() !== '' && !lead.test(line));
  const isDefinition = first !== -1 && definition.test(rows[first] ?? '');
  if (lineBefore.trim() !== '' || !isDefinition) return text;
  const exported = isExporting(neighbours) ? withExport(rows, first) : rows;
  const blankLines = usualGap(before + after, indentationOf(lineBefore || (rows[0] ?? '')));
  const above = missingAbove(before, blankLines);
  const below = isComplete ? missingBelow(after, blankLines) : 0;
  return '\n'.repeat(above) + (above > 0 ? lineBefore : '') + exported.join('\n') + '\n'.repeat(below);
}

function isExporting({ languageId, before, after }: Neighbours): boolean {
  if (!/^(?:java|type)script(?:react)?$/.test(languageId)) return false;
  const top = `${before}\n${after}`.split('\n').filter((line) => /^\S/.test(line) && definition.test(line));
  return top.length > 0 && 2 * top.filter((line) => line.startsWith('export ')).length > top.length;
}

function withExport(lines: readonly string[], first: number): readonly string[] {
  const isTop = /^(?:async function|function|class|abstract class|interface|type|enum|const)\b/.test(
    lines[first] ?? '',
  );
  return isTop ? lines.map((line, index) => (index === first ? `export ${line}` : line)) : lines;
}

/** Blank lines above most definitions of this indentation; one where there are none to learn from. */
function usualGap(text: string, indentation: string): number {
  const lines = text.split('\n');
  const gaps: number[] = [];
  for (const [row, line] of lines.entries()) {
    if (!definition.test(line) || indentationOf(line) !== indentation) continue;
    let top = row;
    while (lead.test(lines[top - 1] ?? '')) top--;
    let blank = 0;
    while (lines[top - 1 - blank]?.trim() === '') blank++;
    if (top - blank > 0 && !opens(lines[top - 1 - blank] ?? '')) gaps.push(Math.min(blank, maxBlankLines));
  }
  const counts = gaps.map((gap) => [gap, gaps.filter((other) => other === gap).length] as const);
  return counts.toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 1;
}

function opens(line: string): boolean {
  return /[{[(:]\s*$/.test(line);
}

function missingAbove(before: string, wanted: number): number {
  const lines = before.split('\n').slice(0, -1);
  const last = lines.findLastIndex((line) => line.trim() !== '');
  if (last === -1 || opens(lines[last] ?? '') || lead.test(lines[last] ?? '')) return 0;
  return Math.max(0, wanted - (lines.length - 1 - last));
}

function missingBelow(after: string, wanted: number): number {
  const lines = after.split('\n').slice(1);
  const next = lines.findIndex((line) => line.trim() !== '');
  if (next === -1 || /^\s*[)\]}]/.test(lines[next] ?? '')) return 0;
  return Math.max(0, wanted - next);
}

// Cuts a file into overlapping windows of whole statements, with their identifiers. Pure; knows no grammar.
import { identifiersIn } from './identifiers.ts';

export interface CodeWindow {
  readonly startLine: number;
  /** The line behind the last one. */
  readonly endLine: number;
  readonly identifiers: ReadonlySet<string>;
}

export const windowLines = 20;
const stepLines = 10;
/** How far an end may move to a better place. */
const snapLines = 4;
const minIdentifiers = 4;

export function cutWindows(lines: readonly string[]): CodeWindow[] {
  const windows: CodeWindow[] = [];
  const lastStart = Math.max(lines.length - stepLines, 1);
  for (let line = 0; line < lastStart; line += stepLines) {
    const startLine = snap(lines, line);
    const endLine = snap(lines, line + windowLines);
    const identifiers = identifiersIn(lines.slice(startLine, endLine).join('\n'));
    if (identifiers.size >= minIdentifiers) windows.push({ startLine, endLine, identifiers });
  }
  return windows;
}

/** The nearest of the best places to cut: behind a blank line, else before the least indented statement. */
function snap(lines: readonly string[], line: number): number {
  if (line <= 0) return 0;
  if (line >= lines.length) return lines.length;
  let best = line;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let at = line - snapLines; at <= line + snapLines; at++) {
    const cost = cutCost(lines, at) + Math.abs(at - line) / 100;
    if (cost < bestCost) {
      best = at;
      bestCost = cost;
    }
  }
  return best;
}

function cutCost(lines: readonly string[], at: number): number {
  const line = lines[at];
  const previous = lines[at - 1];
  if (line === undefined || previous === undefined || line.trim() === '') return Number.POSITIVE_INFINITY;
  const isInside = /^\s*(?:[)\]}]|else\b|elif\b|catch\b|except\b|finally\b)/.test(line);
  if (isInside) return 1_000;
  return previous.trim() === '' ? 0 : 1 + line.length - line.trimStart().length;
}

/** Lines as a set, for comparing chunks: blank ones and lone brackets say nothing. */
export function tellingLines(lines: readonly string[]): Set<string> {
  return new Set(lines.map((line) => line.trim()).filter((line) => /[\p{L}\p{N}]/u.test(line)));
}

// A range of several lines that cuts through code, taken to the ends of what it cuts. Pure.
// Must not know documents, or languages but by the shape of their trees.
import type { Node, Tree } from 'web-tree-sitter';
import type { TextRange } from '../../base/ranges.ts';

const maxSteps = 20;

/**
 * The smallest range around this one that cuts no node of several lines and has no bracket without its other one.
 * Text within a line, a comment or a string may be cut: that is no code.
 */
export function wholeNodes(tree: Tree, text: string, range: TextRange): TextRange {
  let whole = range;
  for (let step = 0; step < maxSteps; step++) {
    if (!text.slice(whole.startOffset, whole.endOffset).includes('\n')) return whole;
    const { startOffset, endOffset } = widened(tree, whole);
    if (startOffset === whole.startOffset && endOffset === whole.endOffset) return whole;
    whole = toLineEdges(text, { startOffset, endOffset });
  }
  return whole;
}

function widened({ rootNode }: Tree, range: TextRange): TextRange {
  const around = rootNode.descendantForIndex(range.startOffset, range.endOffset);
  const children = (around?.children ?? []).filter((child) => child !== null);
  let { startOffset, endOffset } = range;
  for (const child of children) {
    if (!isCut(child, range) || child.childCount === 0 || isOneLine(child)) continue;
    startOffset = Math.min(startOffset, child.startIndex);
    endOffset = Math.max(endOffset, child.endIndex);
  }
  if (around === null || !hasHalfOfBrackets(children, range)) return { startOffset, endOffset };
  return {
    startOffset: Math.min(startOffset, around.startIndex),
    endOffset: Math.max(endOffset, around.endIndex),
  };
}

function isCut({ startIndex, endIndex }: Node, { startOffset, endOffset }: TextRange): boolean {
  const overlaps = startIndex < endOffset && endIndex > startOffset;
  return overlaps && (startIndex < startOffset || endIndex > endOffset);
}

function isOneLine({ startPosition, endPosition }: Node): boolean {
  return startPosition.row === endPosition.row;
}

const opening: ReadonlySet<string> = new Set(['{', '(', '[', 'do', 'begin']);
const closing: ReadonlySet<string> = new Set(['}', ')', ']', 'end']);

function hasHalfOfBrackets(children: readonly Node[], { startOffset, endOffset }: TextRange): boolean {
  const inside = children.filter((node) => node.startIndex >= startOffset && node.endIndex <= endOffset);
  const opened = inside.filter(({ type }) => opening.has(type)).length;
  return opened !== inside.filter(({ type }) => closing.has(type)).length;
}

/** From the first character of its first line, and with the mark that ends its last statement. */
function toLineEdges(text: string, { startOffset, endOffset }: TextRange): TextRange {
  const lineStart = text.lastIndexOf('\n', startOffset - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, startOffset))?.[0].length ?? 0;
  const mark = /^[;,)\]]+(?=[ \t]*(?:\r?\n|$))/.exec(text.slice(endOffset, endOffset + 20))?.[0] ?? '';
  return { startOffset: Math.min(startOffset, lineStart + indentation), endOffset: endOffset + mark.length };
}

// How broken a syntax tree is. Must not know documents or languages.
import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { TextRange } from '../../base/ranges.ts';

const everywhere: TextRange = { startOffset: 0, endOffset: Number.POSITIVE_INFINITY };

/** ERROR and MISSING nodes that touch `range`. Looks only into nodes that hold some. */
export function errorNodeCount(tree: Tree, range: TextRange = everywhere): number {
  if (!tree.rootNode.hasError) return 0;
  const cursor = tree.walk();
  let count = 0;
  let isInside = true;
  while (isInside) {
    const isBroken = touches(cursor, range) && cursor.currentNode.hasError;
    if (isBroken && (cursor.nodeIsMissing || cursor.nodeType === 'ERROR')) count++;
    isInside = (isBroken && cursor.gotoFirstChild()) || gotoNext(cursor, range);
  }
  cursor.delete();
  return count;
}

function touches({ startIndex, endIndex }: TreeCursor, { startOffset, endOffset }: TextRange): boolean {
  return startIndex <= endOffset && endIndex >= startOffset;
}

/** To the next node that is not inside of this one; nodes behind the range are left out. */
function gotoNext(cursor: TreeCursor, range: TextRange): boolean {
  while (cursor.startIndex > range.endOffset || !cursor.gotoNextSibling()) {
    if (!cursor.gotoParent()) return false;
  }
  return true;
}

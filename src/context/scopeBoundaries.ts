// From a syntax tree to plain offsets: where the statements of the scopes around the cursor begin and end.
// Must not know windows or documents.
import type { Node, Tree } from 'web-tree-sitter';
import type { StatementBoundaries } from './window.ts';

/** Only statements that touch `from`…`to` are listed; a scope may hold thousands. */
export function scopeBoundaries(
  tree: Tree,
  scopeKinds: ReadonlySet<string>,
  offset: number,
  from: number,
  to: number,
): StatementBoundaries {
  const starts = new Set<number>();
  const ends = new Set<number>();
  let node: Node | null = tree.rootNode.descendantForIndex(Math.max(offset - 1, 0), offset);
  for (; node !== null; node = node.parent) {
    if (!scopeKinds.has(node.type)) continue;
    collect(node, from, to, starts, ends);
  }
  return { starts: [...starts].toSorted(ascending), ends: [...ends].toSorted(ascending) };
}

function ascending(a: number, b: number): number {
  return a - b;
}

function collect(scope: Node, from: number, to: number, starts: Set<number>, ends: Set<number>): void {
  const cursor = scope.walk();
  let isInside = cursor.gotoFirstChildForIndex(from);
  while (isInside && cursor.startIndex <= to) {
    if (cursor.nodeIsNamed) {
      starts.add(cursor.startIndex);
      ends.add(cursor.endIndex);
    }
    isInside = cursor.gotoNextSibling();
  }
  cursor.delete();
}
